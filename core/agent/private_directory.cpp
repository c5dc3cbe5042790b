#include "core/agent/private_directory.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tessera {

#ifdef Q_OS_UNIX
namespace {

tl::unexpected<Error> unsafe(const QString& path, const QString& cause)
{
    return failure(ErrorKind::Configuration, u"agent.directory", QStringLiteral("%1 %2").arg(path, cause));
}

tl::unexpected<Error> unsafe(const QString& path, int cause)
{
    if (cause == ENOENT)
        return failure(ErrorKind::Configuration, u"agent.no_directory", path);
    if (cause == ELOOP || cause == ENOTDIR)
        return unsafe(path, QStringLiteral("is a symbolic link or no folder"));
    return unsafe(path, QStringLiteral("cannot be opened: ") + QString::fromLocal8Bit(strerror(cause)));
}

QString modeText(mode_t mode)
{
    return QStringLiteral("%1").arg(uint(mode & 07777), 4, 8, QLatin1Char('0'));
}

Result<void> checkParent(int descriptor, const QString& path)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return unsafe(path, errno);
    if (status.st_uid != geteuid() && status.st_uid != 0)
        return unsafe(path, QStringLiteral("belongs to user %1, not to you").arg(status.st_uid));
    if ((status.st_mode & 022) != 0)
        return unsafe(path,
                      QStringLiteral("can be written by others (mode %1)").arg(modeText(status.st_mode)));
    return {};
}

Result<void> checkOwn(int descriptor, const QString& path)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return unsafe(path, errno);
    if (status.st_uid != geteuid())
        return unsafe(path, QStringLiteral("belongs to user %1, not to you").arg(status.st_uid));
    if ((status.st_mode & 077) != 0)
        return unsafe(
            path,
            QStringLiteral("is open to others (mode %1, should be 0700)").arg(modeText(status.st_mode)));
    return {};
}

} // namespace

OwnedDescriptor::~OwnedDescriptor()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<PrivateDirectory> PrivateDirectory::open(const QString& path, bool create)
{
    const QFileInfo info(path);
    const QString above = info.path();
    const QByteArray name = QFile::encodeName(info.fileName());
    const OwnedDescriptor parent(
        ::open(QFile::encodeName(above).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!parent.isOpen())
        return unsafe(above, errno);
    // What is not there cannot be unsafe: nobody is alarmed who has never started an agent.
    struct stat there = {};
    if (!create && fstatat(parent.get(), name.constData(), &there, AT_SYMLINK_NOFOLLOW) != 0)
        return unsafe(path, errno);
    if (const auto safe = checkParent(parent.get(), above); !safe)
        return failure(safe.error());
    if (create && mkdirat(parent.get(), name.constData(), 0700) != 0 && errno != EEXIST)
        return unsafe(path, QStringLiteral("cannot be made: ") + QString::fromLocal8Bit(strerror(errno)));
    OwnedDescriptor own(
        openat(parent.get(), name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!own.isOpen())
        return unsafe(path, errno);
    if (const auto safe = checkOwn(own.get(), path); !safe)
        return failure(safe.error());
    return PrivateDirectory(path, std::move(own));
}

QByteArray PrivateDirectory::pathOf(const QString& name) const
{
#ifdef Q_OS_LINUX
    return "/proc/self/fd/" + QByteArray::number(descriptor()) + '/' + QFile::encodeName(name);
#else
    // No way through a descriptor here. The folder is 0700 and so is out of reach of others; what is left
    // of A256 is that we ourselves replace it.
    return QFile::encodeName(m_path + u'/' + name);
#endif
}

#else // Windows needs a named pipe with a security descriptor; it is not written yet.

OwnedDescriptor::~OwnedDescriptor() = default;

Result<PrivateDirectory> PrivateDirectory::open(const QString& path, bool)
{
    return failure(ErrorKind::Configuration, u"agent.unsupported", path);
}

QByteArray PrivateDirectory::pathOf(const QString& name) const
{
    return QFile::encodeName(m_path + u'/' + name);
}

#endif

} // namespace tessera
