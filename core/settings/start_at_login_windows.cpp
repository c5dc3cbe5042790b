// Windows: a value of the person's own Run key. Written after the system's documentation; it has been neither
// compiled nor run there.
#include "core/settings/start_at_login.h"

#include <QtGlobal>

#ifdef Q_OS_WIN

#include <QDir>
#include <QSettings>

namespace tessera {
namespace {

const QString kKey = QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run");
/// Where the system's own settings page keeps that a person switched it off there: an odd first byte.
const QString kApproved = QStringLiteral(
    "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run");
const QString kName = QStringLiteral("Tessera");

/// As CommandLineToArgvW parts it again: backslashes count only before a quotation mark.
QString quoted(const QString& word)
{
    QString text = QStringLiteral("\"");
    qsizetype backslashes = 0;
    for (const QChar c : word) {
        if (c == u'\\') {
            ++backslashes;
            continue;
        }
        text += QString(c == u'"' ? 2 * backslashes + 1 : backslashes, u'\\') + c;
        backslashes = 0;
    }
    return text + QString(2 * backslashes, u'\\') + u'"';
}

class WindowsStartAtLogin final : public StartAtLogin
{
public:
    explicit WindowsStartAtLogin(StartCommand command) : m_command(std::move(command)) {}

    Result<bool> isOn() const override
    {
        const QSettings run(kKey, QSettings::NativeFormat);
        if (run.status() != QSettings::NoError)
            return failure(ErrorKind::Configuration, u"start_at_login.unreadable", kKey);
        const QSettings approved(kApproved, QSettings::NativeFormat);
        const QByteArray state = approved.value(kName).toByteArray();
        const bool isSwitchedOff = !state.isEmpty() && (state.front() & 1) != 0;
        return run.contains(kName) && !isSwitchedOff;
    }

    Result<void> set(bool on) override
    {
        QSettings run(kKey, QSettings::NativeFormat);
        QSettings approved(kApproved, QSettings::NativeFormat);
        approved.remove(kName);
        if (on) {
            QStringList words{quoted(QDir::toNativeSeparators(m_command.program))};
            for (const QString& argument : m_command.arguments)
                words.append(quoted(argument));
            run.setValue(kName, words.join(u' '));
        } else {
            run.remove(kName);
        }
        run.sync();
        if (run.status() != QSettings::NoError)
            return failure(ErrorKind::Configuration, u"start_at_login.not_writable", kKey);
        return {};
    }

private:
    StartCommand m_command;
};

} // namespace

std::unique_ptr<StartAtLogin> makeStartAtLogin(const StartCommand& command)
{
    return std::make_unique<WindowsStartAtLogin>(command);
}

} // namespace tessera

#endif
