// Window and tray together, where there is no tray: a start without a window gets one and says so, closing
// ends the program, and what the menu asks for happens.
#include "ui/tray/tray_host.h"

#include "core/settings/settings_store.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up_window.h"
#include "ui/accounts/accounts_page.h"
#include "ui/models/account_list_model.h"
#include "ui/settings/settings_controller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/window_memory.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class TrayHostTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<MadeUpWindow> m_world;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<WindowMemory> m_memory;
    std::unique_ptr<TrayHost> m_host;

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<MadeUpWindow>();
        m_window = std::make_unique<MainWindow>(*m_world->manager, DemoStarter());
        m_memory =
            std::make_unique<WindowMemory>(*m_window, m_world->directory.filePath(QStringLiteral("state")));
        m_host = std::make_unique<TrayHost>(*m_window, *m_memory, m_world->clock);
    }
    void cleanup()
    {
        m_host.reset();
        m_memory.reset();
        m_window.reset();
        m_world.reset();
    }

    void noTray()
    {
        QVERIFY(!QSystemTrayIcon::isSystemTrayAvailable()); // the offscreen platform has none
        QSignalSpy missing(m_host.get(), &TrayHost::missing);
        m_host->begin();
        m_host->startHidden(Milliseconds(100));
        QVERIFY(!m_window->isVisible());
        QTRY_COMPARE(missing.size(), 1);
        QVERIFY(m_window->isVisible());
        QStringList said;
        for (const Banner* banner : m_window->findChildren<Banner*>())
            if (banner->isVisible())
                said.append(banner->text());
        QVERIFY2(said.join(u' ').contains(QStringLiteral("This desktop shows no tray.")),
                 qPrintable(said.join(u' ')));
        for (Banner* banner : m_window->findChildren<Banner*>())
            if (banner->isVisible())
                QTest::mouseClick(banner->action(), Qt::LeftButton);
        for (const Banner* banner : m_window->findChildren<Banner*>())
            QVERIFY(!banner->isVisible());
    }

    void openedMeanwhile()
    {
        QSignalSpy missing(m_host.get(), &TrayHost::missing);
        m_host->startHidden(Milliseconds(300));
        m_window->show(); // a second start asked for it
        QTest::qWait(900);
        QVERIFY(missing.isEmpty());
    }

    /// Also where the tray was chosen to stay in: nobody could come back to a window without one.
    void closingEnds()
    {
        Settings settings;
        settings.closeToTray = true;
        m_window->settings()->change(settings);
        m_window->show();
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        QVERIFY(m_window->close());
        QCOMPARE(quit.size(), 1);
    }

    void quitByKey()
    {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

    void menuReachesTheWindow()
    {
        m_host->begin();
        for (const Session& session : sixAccounts())
            m_window->model()->put(session);
        Q_EMIT m_host->icon()->accountRequested(sixAccounts()[2].account.id);
        QVERIFY(m_window->isVisible());
        QCOMPARE(m_window->accountsPage()->currentAccount(), sixAccounts()[2].account.id);
        m_window->hide();
        Q_EMIT m_host->icon()->openRequested();
        QVERIFY(m_window->isVisible());
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        Q_EMIT m_host->icon()->quitRequested();
        QCOMPARE(quit.size(), 1);
    }

    /// The account is gone from the manager: a token cannot be copied, and the window says why.
    void whatFailsIsSaidInTheWindow()
    {
        m_host->begin();
        for (const Session& session : sixAccounts())
            m_window->model()->put(session);
        Q_EMIT m_host->icon()->copyRequested(sixAccounts()[1].account.id);
        QTRY_VERIFY(m_window->isVisible());
        QCOMPARE(m_window->accountsPage()->currentAccount(), sixAccounts()[1].account.id);
    }
};

TESSERA_TEST(TrayHostTest)
#include "tray_host_test.moc"
