// tessera-desktop: the window. Reads the options, makes the real world, and shows the first page before it
// touches disk, keychain or network.
#include "app/common/environment_factory.h"
#include "app/desktop/demo_provider.h"
#include "app/desktop/display_check.h"
#include "core/session/session_store.h"
#include "ui/main_window.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_follower.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>

#include <cstdio>
#include <functional>

namespace tessera {
namespace {

constexpr int kUsage = 2;

struct Options
{
    ThemeChoice theme = ThemeChoice::System;
    QString configDirectory;
    bool demo = true;
    bool exitAfterFirstPaint = false;
};

const char kExamples[] = R"(
Examples:
  tessera-desktop                      open the window
  tessera-desktop --theme dark         whatever the system says
  tessera-desktop --config /tmp/try    accounts of its own, apart from the usual ones
)";

std::optional<Options> readOptions(const QStringList& arguments, int& exitStatus)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Sign in once on your desktop; every tool gets a fresh token."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Shows this help."));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light, dark or system."),
                                   QStringLiteral("name"), QStringLiteral("system"));
    const QCommandLineOption config(QStringLiteral("config"),
                                    QStringLiteral("Where the list of accounts lies (no secrets)."),
                                    QStringLiteral("directory"));
    const QCommandLineOption noDemo(QStringLiteral("no-demo"),
                                    QStringLiteral("Does not offer the demo provider."));
    const QCommandLineOption paint(
        QStringLiteral("exit-after-first-paint"),
        QStringLiteral("For measuring: prints the milliseconds to the first painted window and ends."));
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({help, theme, config, noDemo, paint});
    exitStatus = 0;
    if (!parser.parse(arguments)) {
        std::fprintf(stderr, "tessera-desktop: %s\n", parser.errorText().toLocal8Bit().constData());
        exitStatus = kUsage;
        return std::nullopt;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        const QString text = parser.isSet(version)
                                 ? QStringLiteral("tessera-desktop %1\n").arg(QLatin1String(TESSERA_VERSION))
                                 : parser.helpText() + QLatin1String(kExamples);
        std::fputs(text.toLocal8Bit().constData(), stdout);
        return std::nullopt;
    }
    const auto choice = themeChoiceFromName(parser.value(theme));
    if (!choice || !parser.positionalArguments().isEmpty()) {
        std::fputs(
            "tessera-desktop: --theme takes light, dark or system, and there are no other arguments.\n",
            stderr);
        exitStatus = kUsage;
        return std::nullopt;
    }
    return Options{*choice, parser.value(config), !parser.isSet(noDemo), parser.isSet(paint)};
}

/// The port of a stored demo account: the provider is started there again, so that its state is honest.
quint16 storedDemoPort(const QString& configDirectory)
{
    const auto accounts = AccountsFile(configDirectory).read();
    if (accounts)
        for (const Account& account : *accounts)
            if (account.provider == u"demo")
                return quint16(QUrl(account.issuer).port(0));
    return 0;
}

/// After the first picture: the demo provider where an account wants it, then the accounts.
void startWork(MainWindow& window, const QString& configDirectory, const DemoStarter& demo)
{
    const quint16 port = demo ? storedDemoPort(configDirectory) : quint16(0);
    if (port == 0)
        return window.load();
    QCoro::connect(demo(port, {}), &window, [&window](const Result<QString>&) {
        window.load(); // without it the account shows as offline, which is the truth
    });
}

int runWindow(QApplication& application, const Options& options, const QElapsedTimer& sinceStart)
{
    ThemeFollower follower(application, options.theme);
    EnvironmentOptions environmentOptions;
    environmentOptions.configDirectory = options.configDirectory;
    SessionManager manager(makeEnvironment(environmentOptions));
    const auto provider = std::make_shared<DemoProvider>(DemoProvider::usualProgram());
    DemoStarter demo;
    if (options.demo)
        demo = [provider](quint16 port, std::stop_token stop) {
            return DemoProvider::issuer(provider, port, std::move(stop));
        };
    MainWindow window(manager, demo);
    const QString configDirectory = manager.environment().configDirectory;
    QObject::connect(&window, &MainWindow::firstPainted, &application, [&] {
        if (options.exitAfterFirstPaint) {
            std::printf("%lld\n", static_cast<long long>(sinceStart.elapsed()));
            return QApplication::exit(0);
        }
        QIcon icon;
        for (int size : {16, 32, 48, 64, 128})
            icon.addPixmap(logo(size, lightTheme().bar, 1));
        QApplication::setWindowIcon(icon);
        startWork(window, configDirectory, demo);
    });
    window.show();
    return QApplication::exec();
}

} // namespace
} // namespace tessera

int main(int argc, char* argv[])
{
    using namespace tessera;
    QElapsedTimer sinceStart;
    sinceStart.start();
    QStringList arguments;
    QString platform;
    for (int i = 0; i < argc; ++i) {
        arguments << QString::fromLocal8Bit(argv[i]);
        if (i > 0 && arguments[i - 1] == u"-platform")
            platform = arguments[i];
    }
    QStringList own = arguments;
    if (const auto at = own.indexOf(QStringLiteral("-platform")); at > 0)
        own.remove(at, qMin<qsizetype>(2, own.size() - at));
    int exitStatus = 0;
    // Options first: --help works without a display.
    QCoreApplication::setApplicationName(QStringLiteral("tessera-desktop"));
    QCoreApplication::setApplicationVersion(QLatin1String(TESSERA_VERSION));
    const auto options = readOptions(own, exitStatus);
    if (!options)
        return exitStatus;
    if (const auto problem = displayProblem(QProcessEnvironment::systemEnvironment(), platform)) {
        std::fprintf(stderr, "tessera-desktop: %s\n", problem->toLocal8Bit().constData());
        return kUsage;
    }
    catchPlatformFailure();
    QApplication application(argc, argv);
    platformWorks();
    QApplication::setApplicationDisplayName(QStringLiteral("Tessera"));
    QGuiApplication::setDesktopFileName(QStringLiteral("tessera-desktop"));
    return runWindow(application, *options, sinceStart);
}
