// Linux and its kin: a desktop entry in the person's autostart folder (Desktop Application Autostart
// Specification 0.5). The words of it are made everywhere, so that they are tested everywhere.
#include "core/settings/start_at_login.h"

#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tessera {
namespace xdg {

std::optional<QString> execWord(const QString& word)
{
    constexpr QStringView kReserved = u" \t\"'\\><~|&;$*?#()`=";
    bool isPlain = !word.isEmpty();
    QString quoted;
    for (const QChar c : word) {
        if (!c.isPrint())
            return std::nullopt;
        isPlain = isPlain && !kReserved.contains(c);
        // Within quotes these four are escaped; a percent sign would be a field code.
        if (QStringView(u"\"`$\\").contains(c))
            quoted += u'\\';
        quoted += c == u'%' ? QStringLiteral("%%") : QString(c);
    }
    if (isPlain)
        return quoted;
    // And once more, as every string of such a file: a backslash is two.
    return u'"' + quoted.replace(u'\\', QLatin1String("\\\\")) + u'"';
}

std::optional<QByteArray> autostartEntry(const StartCommand& command)
{
    QStringList words;
    for (const QString& word : QStringList{command.program} + command.arguments) {
        const auto quoted = execWord(word);
        if (!quoted)
            return std::nullopt;
        words.append(*quoted);
    }
    return QStringLiteral("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Version=1.5\n"
                          "Name=Tessera\n"
                          "Comment=Sign in once; every tool gets a fresh token\n"
                          "Exec=%1\n"
                          "Icon=tessera-desktop\n"
                          "Terminal=false\n"
                          "StartupNotify=false\n"
                          "X-GNOME-Autostart-enabled=true\n")
        .arg(words.join(u' '))
        .toUtf8();
}

bool isAutostartOn(QByteArrayView entry)
{
    bool isOurGroup = false;
    bool hasExec = false;
    for (const QByteArray& raw : entry.toByteArray().split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.startsWith('[')) {
            isOurGroup = line == "[Desktop Entry]";
            continue;
        }
        const qsizetype equals = line.indexOf('=');
        if (!isOurGroup || equals < 0)
            continue;
        const QByteArray key = line.left(equals).trimmed();
        const QByteArray value = line.mid(equals + 1).trimmed();
        if ((key == "Hidden" && value == "true") || (key == "X-GNOME-Autostart-enabled" && value == "false"))
            return false;
        hasExec = hasExec || (key == "Exec" && !value.isEmpty());
    }
    return hasExec;
}

QString autostartPath()
{
    // The specification wants an absolute path; what is none is as good as unset.
    const QString config = qEnvironmentVariable("XDG_CONFIG_HOME");
    const QString base =
        QDir::isAbsolutePath(config) ? config : QDir::homePath() + QStringLiteral("/.config");
    return QDir::cleanPath(base) + QStringLiteral("/autostart/tessera-desktop.desktop");
}

} // namespace xdg

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

namespace {

constexpr qint64 kMostBytes = 64 * 1024;

class XdgStartAtLogin final : public StartAtLogin
{
public:
    explicit XdgStartAtLogin(StartCommand command) : m_command(std::move(command)) {}

    Result<bool> isOn() const override
    {
        QFile file(xdg::autostartPath());
        if (!file.exists())
            return false;
        if (!QFileInfo(file.fileName()).isFile() || !file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::Configuration, u"start_at_login.unreadable", file.fileName());
        return xdg::isAutostartOn(file.read(kMostBytes));
    }

    Result<void> set(bool on) override
    {
        const QString path = xdg::autostartPath();
        if (!on)
            return remove(path);
        const auto entry = xdg::autostartEntry(m_command);
        if (!entry)
            return refused(path, QStringLiteral("the program's path cannot be written into it"));
        if (!QDir().mkpath(QFileInfo(path).path()))
            return refused(path, QStringLiteral("its folder cannot be made"));
        if (const auto written = replaceFile(path, *entry); !written)
            return refused(path, written.error().detail);
        return {};
    }

private:
    static tl::unexpected<Error> refused(const QString& path, const QString& cause)
    {
        return failure(ErrorKind::Configuration, u"start_at_login.not_writable",
                       QStringLiteral("%1: %2").arg(path, cause));
    }

    static Result<void> remove(const QString& path)
    {
        QFile file(path);
        if (file.exists() && !file.remove())
            return refused(path, file.errorString());
        return {};
    }

    StartCommand m_command;
};

} // namespace

std::unique_ptr<StartAtLogin> makeStartAtLogin(const StartCommand& command)
{
    return std::make_unique<XdgStartAtLogin>(command);
}

#endif

} // namespace tessera
