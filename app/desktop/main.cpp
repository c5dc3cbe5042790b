// tessera-desktop: the window. Reads the options, makes the real world, and shows the first page before it
// touches disk, keychain or network.
#include "app/common/diagnosis.h"
#include "app/common/environment_factory.h"
#include "app/common/hardening.h"
#include "app/desktop/agent_switch.h"
#include "app/desktop/demo_provider.h"
#include "app/desktop/display_check.h"
#include "app/desktop/ending.h"
#include "app/desktop/languages.h"
#include "app/desktop/options.h"
#include "app/desktop/other_window.h"
#include "core/base/logging.h"
#include "core/session/session_store.h"
#include "core/settings/settings_store.h"
#ifdef TESSERA_GALLERY
#include "ui/gallery/gallery_window.h"
#endif
#include "ui/main_window.h"
#include "ui/notifications/sign_in_notices.h"
#include "ui/settings/settings_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_follower.h"
#include "ui/tray/tray_host.h"
#include "ui/widgets/accessible_roles.h"
#include "ui/window_memory.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcessEnvironment>

#include <cstdio>
#include <optional>

namespace tessera {
namespace {

constexpr int kUsage = 2;

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

void tellFacts(MainWindow& window, const Environment& environment, const Options& options)
{
    const auto check = [environment](std::function<void(const HealthFinding&)> tell, std::stop_token stop) {
        return diagnose(environment, std::move(tell), std::move(stop));
    };
    window.setProgramFacts({QStringLiteral(TESSERA_VERSION), QStringLiteral(TESSERA_COMMIT), check});
    StartCommand command{QCoreApplication::applicationFilePath(), {QStringLiteral("--tray")}};
    if (!options.configDirectory.isEmpty())
        command.arguments << QStringLiteral("--config") << QDir(options.configDirectory).absolutePath();
    window.settings()->setStartAtLogin(makeStartAtLogin(command));
    window.settings()->setLanguages(availableLanguages());
    const QString decided = administratorText(environment.administrator);
    if (!decided.isEmpty())
        window.settings()->setAdministrator({decided});
}

void setWindowIcons()
{
    QIcon icon;
    for (const int size : {16, 32, 48, 64, 128})
        icon.addPixmap(logo(size, lightTheme().bar, 1));
    QApplication::setWindowIcon(icon);
}

/// To somebody who looks elsewhere; a click brings the window up at that account.
std::unique_ptr<SignInNotices> startNotices(const SessionManager& manager, MainWindow& window,
                                            QSystemTrayIcon* tray)
{
    auto notices = std::make_unique<SignInNotices>(makeNotifier(tray), manager.environment().clock,
                                                   [&window] { return window.isActiveWindow(); });
    QObject::connect(notices.get(), &SignInNotices::chosen, &window,
                     [&window](const QString& accountId) { window.bringUp(accountId); });
    notices->follow(manager);
    return notices;
}

/// What a later start asks of this one.
void obey(MainWindow& window, const WindowWish& wish)
{
    if (!wish.activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", wish.activation.toUtf8());
    if (!wish.file.isEmpty())
        window.inspectFile(wish.file);
    if (wish.show)
        window.bringUp();
}

int runWindow(QApplication& application, const Options& options, std::unique_ptr<WindowDoor> door,
              const QElapsedTimer& sinceStart)
{
    EnvironmentOptions environmentOptions;
    environmentOptions.configDirectory = options.configDirectory;
    Environment environment = makeEnvironment(environmentOptions);
    const QString configDirectory = environment.configDirectory;
    const auto settings = std::make_shared<SettingsStore>(configDirectory);
    installLanguage(application, settings->settings().language);
    environment.providers = translated(environment.catalogue());
    installAccessibleRoles();
    ThemeFollower follower(application, options.theme.value_or(settings->settings().theme));
    environment.systemEvents = std::make_shared<SystemEvents>();
    SessionManager manager(environment, RenewalPolicy::spreadOut());
    const auto provider = std::make_shared<DemoProvider>(DemoProvider::usualProgram());
    DemoStarter demo;
    if (options.demo)
        demo = [provider](quint16 port, std::stop_token stop) {
            return DemoProvider::issuer(provider, port, std::move(stop));
        };
    MainWindow window(manager, demo, settings);
    tellFacts(window, manager.environment(), options);
    WindowMemory memory(window, stateDirectory(configDirectory, defaultConfigDirectory()));
    memory.restore();
    TrayHost tray(window, memory, manager.environment().clock);
    AgentSwitch agent(manager, options.configDirectory, window, options.agent);
    std::unique_ptr<SignInNotices> notices;
    bool hasBegun = false;
    const auto begin = [&] {
        if (std::exchange(hasBegun, true))
            return;
        setWindowIcons();
        tray.begin();
        notices = startNotices(manager, window, tray.icon()->icon());
        startWork(window, configDirectory, demo);
        agent.setOn(settings->settings().agent);
    };
    QObject::connect(&window, &MainWindow::firstPainted, &application, [&] {
        if (options.exitAfterFirstPaint) {
            std::printf("%lld\n", static_cast<long long>(sinceStart.elapsed()));
            return QApplication::exit(0);
        }
        begin();
    });
    QObject::connect(settings.get(), &SettingsStore::changed, &window, [&] {
        follower.setChoice(settings->settings().theme);
        agent.setOn(settings->settings().agent);
    });
    QObject::connect(&window, &MainWindow::loaded, &window, [&] {
        // What the command line signs in and out comes and goes here, too.
        manager.watchAccounts();
        if (options.file.isEmpty())
            memory.restorePage();
        else
            window.inspectFile(options.file);
    });
    if (door)
        QObject::connect(door.get(), &WindowDoor::asked, &window,
                         [&window](const WindowWish& wish) { obey(window, wish); });
    // Not quit(): that would close the window first, which then stays in the tray and says no.
    QObject::connect(
        &window, &MainWindow::quitRequested, &application, [] { QCoreApplication::exit(0); },
        Qt::QueuedConnection);
    QApplication::setQuitOnLastWindowClosed(false); // the tray host says when
    QCoreApplication::setQuitLockEnabled(false);    // and nobody else
    endOnSignals();
    const bool isHidden = options.tray || settings->settings().startInTray;
    if (isHidden && !options.exitAfterFirstPaint) {
        QTimer::singleShot(0, &window, begin);
        QObject::connect(&tray, &TrayHost::missing, &window, [] {
            std::fputs("tessera-desktop: there is no tray here, so the window is opened.\n", stderr);
        });
        tray.startHidden();
    } else {
        window.show();
    }
    const int status = QApplication::exec();
    memory.save();
    window.hide();
    notices.reset();
    agent.end();
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
    const Options options = readOptions(arguments, QStringLiteral(TESSERA_VERSION));
    if (!options.words.isEmpty()) {
        std::fputs(options.words.toLocal8Bit().constData(), options.exitStatus == 0 ? stdout : stderr);
        return options.exitStatus;
    }
#ifdef TESSERA_GALLERY
    if (options.gallery) {
        QApplication application(argc, argv);
        ThemeFollower follower(application, options.theme.value_or(ThemeChoice::System));
        GalleryWindow gallery(follower);
        gallery.show();
        return QApplication::exec();
    }
#endif
    const AgentPlace place = windowPlace(agentPlace(options.configDirectory, defaultConfigDirectory()));
    const WindowWish wish{!options.tray, options.file, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")};
    const bool isOnlyOne = !options.exitAfterFirstPaint;
    if (isOnlyOne) // which needs no display
        if (const auto status = askOtherWindow(place, wish))
            return *status;
    if (const auto problem = displayProblem(QProcessEnvironment::systemEnvironment(), platform)) {
        std::fprintf(stderr, "tessera-desktop: %s\n", problem->toLocal8Bit().constData());
        return kUsage;
    }
    catchPlatformFailure();
    QApplication application(argc, argv);
    platformWorks();
    QApplication::setApplicationDisplayName(QStringLiteral("Tessera"));
    QGuiApplication::setDesktopFileName(QStringLiteral("tessera-desktop"));
    std::optional<std::unique_ptr<WindowDoor>> door;
    if (isOnlyOne && !(door = becomeFirst(place, wish)))
        return 0;
    return runWindow(application, options, std::move(door).value_or(nullptr), sinceStart);
}
