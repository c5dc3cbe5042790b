#include "app/common/browser_opener.h"

#include "core/settings/settings_store.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif
#ifdef Q_OS_WIN
#include <windows.h>

#include <shellapi.h>
#endif

namespace tessera {
namespace {

/// How long a launcher may take to say that it failed. One that still runs is taken to have a browser under
/// it.
constexpr int kLauncherMilliseconds = 600;

struct Launcher
{
    QString name; ///< as shown
    QString program;
    QStringList arguments; ///< "%s" is the address; none: it is appended
};

void addCommand(QList<Launcher>& launchers, const QString& command, const QString& from)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty())
        return;
    const QString program = words.takeFirst();
    launchers.append({QStringLiteral("%1 (from %2)").arg(program, from), program, words});
}

QList<Launcher> launchers(const QString& chosen)
{
    QList<Launcher> all;
    const QStringList commands =
        qEnvironmentVariable("BROWSER").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const QString& command : commands)
        addCommand(all, command, QStringLiteral("BROWSER"));
    addCommand(all, chosen, QStringLiteral("the settings"));
#if defined(Q_OS_MACOS)
    all.append({QStringLiteral("open"), QStringLiteral("/usr/bin/open"), {}});
#elif defined(Q_OS_UNIX)
    for (const char* name : {"xdg-open", "x-www-browser", "firefox", "chromium", "google-chrome"})
        all.append({QString::fromLatin1(name), QString::fromLatin1(name), {}});
#endif
    return all;
}

bool start(const Launcher& launcher, const QString& address)
{
    QStringList arguments = launcher.arguments;
    bool placed = false;
    for (QString& argument : arguments) {
        placed = placed || argument.contains(QLatin1String("%s"));
        argument.replace(QLatin1String("%s"), address);
    }
    if (!placed)
        arguments.append(address);

    // Never deleted: destroying a QProcess kills its child, and the browser is to outlive us.
    static QList<QProcess*>& started = *new QList<QProcess*>;
    auto* process = new QProcess;
    started.append(process);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    // Ctrl+C in our terminal is not meant for the browser.
    process->setChildProcessModifier([] { ::setsid(); });
#endif
    process->start(launcher.program, arguments);
    if (!process->waitForStarted(kLauncherMilliseconds))
        return false;
    if (!process->waitForFinished(kLauncherMilliseconds))
        return true;
    return process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0;
}

} // namespace

Result<void> openInBrowser(const QUrl& url, const QString& chosen)
{
    const QString address = QString::fromLatin1(url.toEncoded());
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))
        return failure(ErrorKind::Configuration, u"browser.address",
                       QStringLiteral("only web addresses are opened, not %1:").arg(url.scheme()));
#ifdef Q_OS_WIN
    if (qEnvironmentVariable("BROWSER").isEmpty() && chosen.isEmpty()) {
        const auto result = ShellExecuteW(nullptr, L"open", reinterpret_cast<LPCWSTR>(address.utf16()),
                                          nullptr, nullptr, SW_SHOWNORMAL);
        if (reinterpret_cast<quintptr>(result) > 32)
            return {};
        return failure(ErrorKind::Configuration, u"browser.none", QStringLiteral("Windows"));
    }
#endif
    QStringList tried;
    for (const Launcher& launcher : launchers(chosen)) {
        if (QStandardPaths::findExecutable(launcher.program).isEmpty())
            continue;
        if (start(launcher, address))
            return {};
        tried.append(launcher.name);
    }
    return failure(ErrorKind::Configuration, u"browser.none", tried.join(QStringLiteral(", ")));
}

QStringList browserCandidates(const QString& chosen)
{
    QStringList names;
    for (const Launcher& launcher : launchers(chosen))
        if (!QStandardPaths::findExecutable(launcher.program).isEmpty())
            names.append(launcher.name);
    return names;
}

QString chosenBrowser(const QString& configDirectory)
{
    const auto file = readSettings(configDirectory);
    return file ? file->settings.browserCommand : QString();
}

} // namespace tessera
