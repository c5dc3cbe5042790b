// The window as a whole: first page, shortcuts, the keyboard's way round, names of icon-only controls.
#include "ui/main_window.h"

#include "core/keychain/memory_store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/flow/flow_page.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/token_editor.h"
#include "ui/models/account_list_model.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/welcome/provider_tile.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus_ring.h"

#include <QApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

Environment makeWorld(const QString& directory)
{
    Environment world;
    world.clock = std::make_shared<test::ManualClock>(test::madeUpNow());
    world.recorder = std::make_shared<FlowRecorder>(world.clock);
    world.http = std::make_shared<HttpClient>(world.recorder);
    world.secrets = std::make_shared<MemoryStore>();
    world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
    world.openUrl = [](const QUrl&) { return Result<void>(); };
    world.configDirectory = directory;
    return world;
}

/// Follows Tab until it comes round; every stop must be seen and have a name.
QList<QWidget*> tabStops(QWidget& window)
{
    QList<QWidget*> stops;
    for (int i = 0; i < 200; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key_Tab);
        QWidget* now = QApplication::focusWidget();
        if (!now || stops.contains(now))
            break;
        stops << now;
    }
    return stops;
}

QString nameOf(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button ? button->text() : QString();
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_manager = std::make_unique<SessionManager>(makeWorld(m_directory->path()));
        m_window =
            std::make_unique<MainWindow>(*m_manager, [](quint16, std::stop_token) { return noDemo(); });
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_manager.reset();
    }

    void beginsWithWelcome()
    {
        QVERIFY(m_window->welcomePage()->isVisible());
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("Tessera")));
        QCOMPARE(QApplication::focusWidget(), m_window->welcomePage()->tryButton());
        QCOMPARE(m_window->minimumSize(), QSize(800, 560));
        QSignalSpy loaded(m_window.get(), &MainWindow::loaded);
        m_window->load();
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(m_window->welcomePage()->isVisible());
    }

    void tabReachesEverythingOnWelcome()
    {
        const QList<QWidget*> stops = tabStops(*m_window);
        for (ProviderTile* tile : m_window->findChildren<ProviderTile*>())
            QVERIFY2(stops.contains(tile) || !tile->isVisible(), qPrintable(tile->accessibleName()));
        QVERIFY(stops.contains(m_window->welcomePage()->tryButton()));
        QVERIFY(stops.contains(m_window->welcomePage()->issuerField()->edit()));
        for (const QWidget* stop : stops)
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
    }

    void focusByKeyboardHasARing()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        auto* ring = m_window->findChild<FocusRing*>();
        QVERIFY(ring);
        QCOMPARE(ring->target(), QApplication::focusWidget());
        QVERIFY(ring->isVisible());
        QVERIFY(ring->geometry().contains(
            QRect(ring->target()->mapTo(ring->parentWidget(), QPoint()), ring->target()->size())));
    }

    void accountsAreListed()
    {
        for (const Session& session : test::sixAccounts())
            m_window->model()->put(session);
        m_window->showHome();
        QVERIFY(m_window->accountsPage()->isVisible());
        QVERIFY(m_window->accountsPage()->detail()->isVisible());
        const QList<QWidget*> stops = tabStops(*m_window);
        QStringList names;
        for (const QWidget* stop : stops) {
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
            names << nameOf(stop).remove(u'&');
        }
        for (const char* name : {"New account (Ctrl+N)", "Copy access token", "Renew now", "Inspect",
                                 "Sign out", "Show the checks"})
            QVERIFY2(names.contains(QString::fromUtf8(name)), name);
    }

    /// What is not looked at is not made: the start stays as fast as it was.
    void theInspectorIsMadeWhenItIsFirstShown()
    {
        QVERIFY(!m_window->findChild<InspectorPage*>());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(m_window->inspectorPage()->isVisible());
        QCOMPARE(QApplication::focusWidget(), m_window->inspectorPage()->editor());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_window->welcomePage()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(m_window->inspectorPage()->isVisible());
        for (const QWidget* stop : tabStops(*m_window))
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
    }

    void flowIsDrawnFromTheRecorder()
    {
        FlowRecorder& recorder = *m_manager->environment().recorder;
        QVERIFY(!m_window->findChild<FlowPage*>());
        const QString ana = test::anaAtAcme().account.id;
        FlowHandle first = recorder.begin(FlowKind::Renewal, {ana, QStringLiteral("Acme"), {}, {}});
        FlowHandle second = recorder.begin(FlowKind::Renewal, {QStringLiteral("other"), {}, {}, {}});
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(m_window->flowPage()->isVisible());
        QCOMPARE(m_window->flowPage()->run().id, second.id());
        // An account shows its own.
        m_window->model()->put(test::anaAtAcme());
        m_window->showAccounts(ana);
        for (Button* button : m_window->accountsPage()->detail()->findChildren<Button*>())
            if (button->text().remove(u'&') == QStringLiteral("Show flow"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(m_window->flowPage()->isVisible());
        QCOMPARE(m_window->flowPage()->run().id, first.id());
        first.note(u"note.test");
        QCOMPARE(m_window->flowPage()->run().steps.size(), 1);
    }

    void newAccountByShortcut()
    {
        for (const Session& session : test::sixAccounts())
            m_window->model()->put(session);
        m_window->showHome();
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(m_window->welcomePage()->isVisible());
    }

    void narrowWindowKeepsItsNames()
    {
        m_window->resize(800, 560);
        QCoreApplication::processEvents();
        for (const QWidget* stop : tabStops(*m_window))
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
    }

    void aProviderThatNeedsMoreAsksForIt()
    {
        m_window->findChild<ProviderTile*>(QStringLiteral("provider-google"))->click();
        QVERIFY(m_window->clientForm()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_window->welcomePage()->isVisible());
    }

    void aDemoThatDoesNotStartIsSaid()
    {
        m_window->welcomePage()->tryButton()->click();
        QVERIFY(m_window->signInPage()->isVisible());
        QTRY_VERIFY(!m_window->signInPage()->isRunning());
    }

    void closingDuringASignInIsClean()
    {
        m_window->welcomePage()->tryButton()->click();
        m_window.reset();
        QCoreApplication::processEvents();
    }

private:
    static QCoro::Task<Result<QString>> noDemo()
    {
        co_return failure(ErrorKind::Configuration, u"demo.missing", QStringLiteral("/nowhere"));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SessionManager> m_manager;
    std::unique_ptr<MainWindow> m_window;
};

TESSERA_TEST(MainWindowTest)
#include "main_window_test.moc"
