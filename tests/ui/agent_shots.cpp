// Pictures of the agent's question and of the page of programs, light and dark: for looking at.
#include "core/keychain/memory_store.h"
#include "tests/support/manual_clock.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_consent.h"
#include "tests/ui/made_up_programs.h"
#include "ui/agent/consent_dialog.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/programs/agent_box.h"
#include "ui/programs/program_list.h"
#include "ui/programs/programs_page.h"
#include "ui/theme/theme_follower.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented.h"

#include <QApplication>
#include <QDir>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentShots : public QObject
{
    Q_OBJECT

    static Environment makeWorld(const QString& directory, const std::shared_ptr<ManualClock>& clock)
    {
        Environment world;
        world.clock = clock;
        world.http = std::make_shared<HttpClient>();
        world.secrets = std::make_shared<MemoryStore>();
        world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
        world.openUrl = [](const QUrl&) { return Result<void>(); };
        world.configDirectory = directory;
        return world;
    }

    static void shootWindow(MainWindow& window, const char* name)
    {
        QTest::qWait(200); // the layout settles over some rounds of the event loop
        const QString path = QStringLiteral(TESSERA_SHOTS_DIR "/%1-%2.png")
                                 .arg(QString::fromUtf8(name), QString::fromUtf8(QTest::currentDataTag()));
        const QPixmap picture = window.grab();
        QCOMPARE(picture.size() / picture.devicePixelRatio(), window.size());
        QVERIFY(picture.save(path));
    }

    static void shoot(const ConsentQuestion& question, const char* name, int duration = 0)
    {
        ConsentDialog dialog(question, std::make_shared<ManualClock>());
        if (dialog.duration())
            dialog.duration()->button(duration)->click();
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(QTest::qWaitFor([&dialog] { return !dialog.isInert(); }, 5000));
        const QString path = QStringLiteral(TESSERA_SHOTS_DIR "/%1-%2.png")
                                 .arg(QString::fromUtf8(name), QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(dialog.grab().save(path));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir().mkpath(QStringLiteral(TESSERA_SHOTS_DIR))); }

    void consent_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void consent()
    {
        QFETCH(bool, dark);
        const ThemeFollower follower(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        shoot(kubectlAsks(), "consent");
        shoot(shellAsks(), "consent-hour", 1);
        shoot(hostileAsks(), "consent-hostile");
        ConsentQuestion unlock = kubectlAsks();
        unlock.opensAgent = true;
        unlock.mayBeRemembered = false;
        shoot(unlock, "consent-unlock");
    }

    void programs_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1200, 760);
        QTest::newRow("dark") << true << QSize(1200, 760);
        QTest::newRow("light-narrow") << false << QSize(800, 560);
        QTest::newRow("dark-narrow") << true << QSize(800, 560);
    }
    void programs()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        const ThemeFollower follower(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QTemporaryDir directory;
        const auto clock = std::make_shared<ManualClock>(madeUpNow());
        SessionManager manager(makeWorld(directory.path(), clock));
        MainWindow window(manager, {});
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy loaded(&window, &MainWindow::loaded);
        window.load();
        QTRY_COMPARE(loaded.size(), 1);
        for (const Session& session : sixAccounts())
            window.model()->put(session);
        window.showPrograms();
        shootWindow(window, "programs-off");
        const AgentDeskPtr desk = busyDesk(directory.path(), clock);
        window.setAgent(desk);
        window.showPrograms();
        shootWindow(window, "programs");
        ProgramsPage* page = window.programsPage();
        page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
        shootWindow(window, "programs-end");
        page->allowed()->findChildren<Button*>().constLast()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(page->news()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        shootWindow(window, "programs-taken-back");
        desk->lockNow(SecretString::fromUtf8("made-up"));
        window.showPrograms();
        page->tellUnlockError({ErrorKind::Denied, QStringLiteral("agent.wrong_password"), {}, {}});
        page->verticalScrollBar()->setValue(0);
        shootWindow(window, "programs-locked");
        window.setAgentMissing({ErrorKind::Configuration, QStringLiteral("agent.running"), {}, {}});
        window.showPrograms();
        shootWindow(window, "programs-elsewhere");
        const QTemporaryDir other;
        window.setAgent(hostileDesk(other.path(), clock));
        window.showPrograms();
        shootWindow(window, "programs-hostile");
        const QTemporaryDir none;
        window.setAgent(emptyDesk(none.path(), clock));
        window.showPrograms();
        shootWindow(window, "programs-none");
    }
};

QTEST_MAIN(AgentShots)
#include "agent_shots.moc"
