// How the administrator's configuration is read on each platform. Linux: a file that only root can have
// written. Windows: the registry's policies, which only administrators can write. macOS: a managed
// preference. The last two were written from their documentation and have never run.
#include "core/providers/administrator_configuration.h"

#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tessera {
namespace {

Error about(const QString& path, QStringView code, const QString& detail)
{
    return Error{ErrorKind::Configuration,
                 code.toString(),
                 detail.isEmpty() ? path : QStringLiteral("%1: %2").arg(path, detail),
                 {}};
}

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

/// Whoever may write the folder may put another file in its place.
Result<void> checkOwner(const QString& path, const struct stat& found, quint32 owner)
{
    if (found.st_uid != owner)
        return failure(about(path, u"administrator.owner", {}));
    if ((found.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return failure(about(path, u"administrator.writable", {}));
    return {};
}

Result<void> checkFolder(const QString& path, quint32 owner)
{
    const QString folder = QFileInfo(path).absolutePath();
    struct stat found = {};
    if (::stat(QFile::encodeName(folder).constData(), &found) != 0)
        return failure(about(folder, u"administrator.unreadable", qt_error_string(errno)));
    return checkOwner(folder, found, owner);
}

/// Never waits (a pipe), never follows a link, reads no device.
Result<QByteArray> readText(const QString& path, quint32 owner)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR))
        return QByteArray(); // there is none
    if (descriptor < 0)
        return failure(about(path, errno == ELOOP ? u"administrator.not_a_file" : u"administrator.unreadable",
                             qt_error_string(errno)));
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return failure(about(path, u"administrator.not_a_file", file.errorString()));
    }
    struct stat found = {};
    if (::fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode))
        return failure(about(path, u"administrator.not_a_file", {}));
    if (const auto owned = checkOwner(path, found, owner); !owned)
        return failure(owned.error());
    if (const auto owned = checkFolder(path, owner); !owned)
        return failure(owned.error());
    const QByteArray text = file.read(limits::kAdministratorFileBytes + 1);
    if (text.size() > limits::kAdministratorFileBytes)
        return failure(about(path, u"administrator.too_large",
                             QStringLiteral("more than %1 bytes").arg(limits::kAdministratorFileBytes)));
    // An empty file is one that somebody began to write: it must not mean "no rules".
    return text.isEmpty() ? QByteArray(" ") : text;
}

#else

Result<QByteArray> readText(const QString& path, quint32)
{
    const QSettings settings(path, QSettings::NativeFormat);
    return settings.value(QStringLiteral("Configuration")).toString().toUtf8();
}

#endif

} // namespace

QString AdministratorConfigurationFile::defaultPath()
{
#if defined(Q_OS_WIN)
    return QStringLiteral("HKEY_LOCAL_MACHINE\\Software\\Policies\\Tessera");
#elif defined(Q_OS_MACOS)
    return QStringLiteral("/Library/Managed Preferences/tessera.plist");
#else
    return QStringLiteral("/etc/tessera/administrator.json");
#endif
}

AdministratorConfigurationFile::AdministratorConfigurationFile(QString path, quint32 owner)
    : m_path(std::move(path)), m_owner(owner)
{
}

Result<AdministratorConfiguration> AdministratorConfigurationFile::read() const
{
    const auto text = readText(m_path, m_owner);
    if (!text)
        return failure(text.error());
    if (text->isEmpty())
        return AdministratorConfiguration();
    auto configuration = parseAdministratorConfiguration(*text);
    if (!configuration) {
        Error error = configuration.error();
        // What is wrong with it is the administrator's to mend, whatever part of it found out.
        if (!error.code.startsWith(u"administrator."))
            error = about(m_path, u"administrator.content", error.code + QStringLiteral(", ") + error.detail);
        else
            error = about(m_path, error.code, error.detail);
        return failure(error);
    }
    configuration->path = m_path;
    return configuration;
}

} // namespace tessera
