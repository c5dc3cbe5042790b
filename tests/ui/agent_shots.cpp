// Pictures of the agent's question and of the page of programs, light and dark: for looking at.
#include "tests/support/manual_clock.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_consent.h"
#include "tests/ui/made_up_programs.h"
#include "tests/ui/pictures.h"
#include "ui/agent/consent_dialog.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/programs/agent_box.h"
#include "ui/programs/program_list.h"
#include "ui/programs/programs_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentShots : public QObject
{
    Q_OBJECT

    static void shootWindow(MainWindow& window, const char* name) { QVERIFY(savePicture(window, name, 200)); }

    static void shoot(const ConsentQuestion& question, const char* name, int duration = 0)
    {
        ConsentDialog dialog(question, std::make_shared<ManualClock>());
        if (dialog.duration())
            dialog.duration()->button(duration)->click();
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(QTest::qWaitFor([&dialog] { return !dialog.isInert(); }, 5000));
        QVERIFY(savePicture(dialog, name));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(makePictureFolder()); }

    void consent_data() { addDialogRows(); }
    void consent()
    {
        const PictureFrame frame;
        shoot(kubectlAsks(), "consent");
        shoot(shellAsks(), "consent-hour", 1);
        shoot(hostileAsks(), "consent-hostile");
        ConsentQuestion unlock = kubectlAsks();
        unlock.opensAgent = true;
        unlock.mayBeRemembered = false;
        shoot(unlock, "consent-unlock");
    }

    void programs_data() { addPageRows(); }
    void programs()
    {
        const PictureFrame frame;
        const QTemporaryDir directory;
        const auto clock = std::make_shared<ManualClock>(madeUpNow());
        SessionManager manager(pictureWorld(directory.path(), clock));
        MainWindow window(manager, {});
        window.resize(frame.size());
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
