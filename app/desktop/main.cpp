// tessera-desktop: the window. Reads the options, makes the real world, and shows the first page before it
// touches disk, keychain or network.
#include "app/common/environment_factory.h"
#include "app/common/hardening.h"
#include "app/desktop/agent_host.h"
#include "app/desktop/demo_provider.h"
#include "app/desktop/display_check.h"
#include "app/desktop/ending.h"
#include "core/base/logging.h"
#include "core/session/session_store.h"
#include "ui/main_window.h"
#include "ui/notifications/sign_in_notices.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_follower.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>

#include <cstdio>
#include <optional>

namespace tessera {
namespace {

constexpr int kUsage = 2;

/// What the command line asked for: a window, or only words (help, version, a complaint).
struct Options
{
    ThemeChoice theme = ThemeChoice::System;
    QString configDirectory;
    bool demo = true;
    bool agent = true;
    bool exitAfterFirstPaint = false;
    QString words;
    int exitStatus = 0;
};

const char kExamples[] = R"(
Examples:
  tessera-desktop                      open the window
  tessera-desktop --theme dark         whatever the system says
  tessera-desktop --config /tmp/try    accounts of its own, apart from the usual ones
)";

Options complaint(const QString& words)
{
    Options options;
    options.words = QStringLiteral("tessera-desktop: %1\n").arg(words);
    options.exitStatus = kUsage;
    return options;
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Sign in once on your desktop; every tool gets a fresh token."));
    parser.addVersionOption();
    parser.addOptions({
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")},
        {QStringLiteral("theme"), QStringLiteral("light, dark or system."), QStringLiteral("name"),
         QStringLiteral("system")},
        {QStringLiteral("config"), QStringLiteral("Where the list of accounts lies (no secrets)."),
         QStringLiteral("directory")},
        {QStringLiteral("no-demo"), QStringLiteral("Does not offer the demo provider.")},
        {QStringLiteral("no-agent"), QStringLiteral("Gives no tokens to other programs.")},
        {QStringLiteral("exit-after-first-paint"),
         QStringLiteral("For measuring: prints the milliseconds to the first painted window and ends.")},
    });
}

Options readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return complaint(parser.errorText());
    Options options;
    if (parser.isSet(QStringLiteral("help")))
        options.words = parser.helpText() + QLatin1String(kExamples);
    else if (parser.isSet(QStringLiteral("version")))
        options.words = QStringLiteral("tessera-desktop %1\n").arg(QLatin1String(TESSERA_VERSION));
    const auto theme = themeChoiceFromName(parser.value(QStringLiteral("theme")));
    if (!theme)
        return complaint(QStringLiteral("--theme takes light, dark or system."));
    if (!parser.positionalArguments().isEmpty())
        return complaint(QStringLiteral("only options are taken, see --help."));
    options.theme = *theme;
    options.configDirectory = parser.value(QStringLiteral("config"));
    options.demo = !parser.isSet(QStringLiteral("no-demo"));
    options.agent = !parser.isSet(QStringLiteral("no-agent"));
    options.exitAfterFirstPaint = parser.isSet(QStringLiteral("exit-after-first-paint"));
    return options;
}

/// Qt's own `-platform NAME` is looked at before Qt is, because it says where the window goes.
QString takePlatform(QStringList& arguments)
{
    const auto at = arguments.indexOf(QStringLiteral("-platform"));
    if (at < 0)
        return {};
    const QString platform = arguments.value(at + 1);
    arguments.remove(at, qMin<qsizetype>(2, arguments.size() - at));
    return platform;
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

/// Where one runs already, that one goes on; the window works without, and says so.
std::unique_ptr<AgentServer> startAgent(SessionManager& manager, const QString& configDirectory,
                                        MainWindow& window)
{
    auto agent = hostAgent(manager, configDirectory);
    if (!agent) {
        qCWarning(lcAgent) << agent.error();
        window.setAgentMissing(agent.error());
        return nullptr;
    }
    window.setAgent((*agent)->desk());
    return *std::move(agent);
}

/// To somebody who looks elsewhere; a click brings the window up at that account.
std::unique_ptr<SignInNotices> startNotices(const SessionManager& manager, MainWindow& window)
{
    auto notices = std::make_unique<SignInNotices>(makeNotifier(), manager.environment().clock,
                                                   [&window] { return window.isActiveWindow(); });
    QObject::connect(notices.get(), &SignInNotices::chosen, &window, &MainWindow::bringUp);
    notices->follow(manager);
    return notices;
}

int runWindow(QApplication& application, const Options& options, const QElapsedTimer& sinceStart)
{
    ThemeFollower follower(application, options.theme);
    EnvironmentOptions environmentOptions;
    environmentOptions.configDirectory = options.configDirectory;
    Environment environment = makeEnvironment(environmentOptions);
    environment.systemEvents = std::make_shared<SystemEvents>();
    SessionManager manager(environment, RenewalPolicy::spreadOut());
    const auto provider = std::make_shared<DemoProvider>(DemoProvider::usualProgram());
    DemoStarter demo;
    if (options.demo)
        demo = [provider](quint16 port, std::stop_token stop) {
            return DemoProvider::issuer(provider, port, std::move(stop));
        };
    MainWindow window(manager, demo);
    const QString configDirectory = manager.environment().configDirectory;
    std::unique_ptr<SignInNotices> notices;
    std::unique_ptr<AgentServer> agent;
    // Told to end by "tessera agent stop" the window stays, and only gives no more tokens.
    const auto endAgent = [&agent, &window] {
        window.setAgent(nullptr);
        agent.reset();
    };
    QObject::connect(&window, &MainWindow::firstPainted, &application, [&] {
        if (options.exitAfterFirstPaint) {
            std::printf("%lld\n", static_cast<long long>(sinceStart.elapsed()));
            return QApplication::exit(0);
        }
        QIcon icon;
        for (int size : {16, 32, 48, 64, 128})
            icon.addPixmap(logo(size, lightTheme().bar, 1));
        QApplication::setWindowIcon(icon);
        notices = startNotices(manager, window);
        startWork(window, configDirectory, demo);
        if (options.agent)
            agent = startAgent(manager, options.configDirectory, window);
        if (agent)
            QObject::connect(agent.get(), &AgentServer::stopped, &window, endAgent, Qt::QueuedConnection);
    });
    // What the command line signs in and out comes and goes here, too.
    QObject::connect(&window, &MainWindow::loaded, &manager, &SessionManager::watchAccounts);
    endOnSignals();
    window.show();
    const int status = QApplication::exec();
    QApplication::setQuitOnLastWindowClosed(false); // it would end the loop that settles
    window.hide();
    notices.reset();
    endAgent();
    settleBeforeEnd(manager);
    return status;
}

} // namespace
} // namespace tessera

int main(int argc, char* argv[])
{
    using namespace tessera;
    hardenProcess();
    QElapsedTimer sinceStart;
    sinceStart.start();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const QString platform = takePlatform(arguments);
    QCoreApplication::setApplicationName(QStringLiteral("tessera-desktop"));
    // Options first: --help works without a display.
    const Options options = readOptions(arguments);
    if (!options.words.isEmpty()) {
        std::fputs(options.words.toLocal8Bit().constData(), options.exitStatus == 0 ? stdout : stderr);
        return options.exitStatus;
    }
    if (const auto problem = displayProblem(QProcessEnvironment::systemEnvironment(), platform)) {
        std::fprintf(stderr, "tessera-desktop: %s\n", problem->toLocal8Bit().constData());
        return kUsage;
    }
    catchPlatformFailure();
    QApplication application(argc, argv);
    platformWorks();
    QApplication::setApplicationDisplayName(QStringLiteral("Tessera"));
    QGuiApplication::setDesktopFileName(QStringLiteral("tessera-desktop"));
    return runWindow(application, options, sinceStart);
}
