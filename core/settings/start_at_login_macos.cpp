// macOS: a property list in ~/Library/LaunchAgents, which launchd reads at login. SMAppService (macOS 13)
// wants a bundle with the list inside, which a program built from source is not. Written after
// launchd.plist(5); it has been neither compiled nor run on a Mac.
#include "core/settings/start_at_login.h"

#include <QtGlobal>

#ifdef Q_OS_MACOS

#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tessera {
namespace {

QString listPath()
{
    return QDir::homePath() + QStringLiteral("/Library/LaunchAgents/org.tessera.desktop.plist");
}

QByteArray propertyList(const StartCommand& command)
{
    QString words;
    for (const QString& word : QStringList{command.program} + command.arguments)
        words += QStringLiteral("    <string>%1</string>\n").arg(word.toHtmlEscaped());
    return QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                          "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
                          "<plist version=\"1.0\">\n<dict>\n"
                          "  <key>Label</key>\n  <string>org.tessera.desktop</string>\n"
                          "  <key>ProgramArguments</key>\n  <array>\n%1  </array>\n"
                          "  <key>RunAtLoad</key>\n  <true/>\n"
                          "  <key>ProcessType</key>\n  <string>Interactive</string>\n"
                          "</dict>\n</plist>\n")
        .arg(words)
        .toUtf8();
}

class MacStartAtLogin final : public StartAtLogin
{
public:
    explicit MacStartAtLogin(StartCommand command) : m_command(std::move(command)) {}

    Result<bool> isOn() const override { return QFile::exists(listPath()); }

    Result<void> set(bool on) override
    {
        const QString path = listPath();
        const auto refused = [&path](const QString& cause) {
            return failure(ErrorKind::Configuration, u"start_at_login.not_writable",
                           QStringLiteral("%1: %2").arg(path, cause));
        };
        QFile file(path);
        if (!on) {
            if (file.exists() && !file.remove())
                return refused(file.errorString());
            return {};
        }
        QDir().mkpath(QFileInfo(path).path());
        if (const auto written = replaceFile(path, propertyList(m_command)); !written)
            return refused(written.error().detail);
        return {};
    }

private:
    StartCommand m_command;
};

} // namespace

std::unique_ptr<StartAtLogin> makeStartAtLogin(const StartCommand& command)
{
    return std::make_unique<MacStartAtLogin>(command);
}

} // namespace tessera

#endif
