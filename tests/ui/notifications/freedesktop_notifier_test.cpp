// Notifications over D-Bus, against a service of the test's own: what it is told, what is taken back, whose
// clicks count; and that a bus without a service, or no bus, harms nobody.
#include "ui/notifications/freedesktop_notifier.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/notifications/fake_notification_service.h"
#include "ui/notifications/sign_in_notices.h"

#include <QDBusMessage>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

constexpr int kMoment = 100; ///< milliseconds in which something would have happened

Notice notice(const QString& body = QStringLiteral("Because."))
{
    return {QStringLiteral("Title"), body, QStringLiteral("Sign in again")};
}

} // namespace

class FreedesktopNotifierTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeNotificationService> m_service;
    std::unique_ptr<FreedesktopNotifier> m_notifier;
    int m_connections = 0;

    QDBusConnection another() { return m_bus->connection(QStringLiteral("test-%1").arg(++m_connections)); }
    uint showOne(const QString& key)
    {
        const auto before = m_service->shown.size();
        m_notifier->notify(key, notice());
        return QTest::qWaitFor([&] { return m_service->shown.size() > before; }) ? m_service->shown.last().id
                                                                                 : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_bus = std::make_unique<PrivateBus>();
        QVERIFY(m_bus->isUp());
        m_service = std::make_unique<FakeNotificationService>(another());
        QVERIFY(m_service->isUp());
        m_notifier = std::make_unique<FreedesktopNotifier>(another());
    }
    void cleanup()
    {
        m_notifier.reset();
        m_service.reset();
        m_bus.reset();
    }

    void itIsShown()
    {
        const uint id = showOne(QStringLiteral("a"));
        QVERIFY(id != 0);
        const ShownNotification& shown = m_service->shown.last();
        QCOMPARE(shown.title, QStringLiteral("Title"));
        QCOMPARE(shown.body, QStringLiteral("Because."));
        QVERIFY(shown.actions.contains(QStringLiteral("Sign in again")));
        QCOMPARE(shown.hints.value(QStringLiteral("desktop-entry")).toString(),
                 QStringLiteral("tessera-desktop"));
        QCOMPARE(shown.replaces, 0U);
    }

    void aClickIsHeardOnceAndOnlyForOurOwn()
    {
        QSignalSpy chosen(m_notifier.get(), &Notifier::chosen);
        const uint id = showOne(QStringLiteral("account"));
        m_service->click(id + 1); // of another program
        QVERIFY(!chosen.wait(kMoment));
        m_service->click(id);
        QVERIFY(chosen.wait());
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("account"));
        m_service->click(id);
        QVERIFY(!chosen.wait(kMoment));
    }

    void anotherProgramDoesNotClick()
    {
        QSignalSpy chosen(m_notifier.get(), &Notifier::chosen);
        const uint id = showOne(QStringLiteral("account"));
        QTest::qWait(kMoment); // until its number is known
        QDBusMessage forged = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"),
                                                         QStringLiteral("org.freedesktop.Notifications"),
                                                         QStringLiteral("ActionInvoked"));
        forged << id << QStringLiteral("default");
        QVERIFY(another().send(forged));
        QVERIFY(!chosen.wait(kMoment));
    }

    void withdrawnIsClosed()
    {
        const uint id = showOne(QStringLiteral("a"));
        QTest::qWait(kMoment); // until its number is known
        m_notifier->withdraw(QStringLiteral("a"));
        QTRY_COMPARE(m_service->closed, QList<uint>{id});
        m_notifier->withdraw(QStringLiteral("a"));
        QTest::qWait(kMoment);
        QCOMPARE(m_service->closed.size(), 1);
    }

    /// Signed in again before anything was shown.
    void withdrawnAtOnceIsNeverShown()
    {
        m_notifier->notify(QStringLiteral("a"), notice());
        m_notifier->withdraw(QStringLiteral("a"));
        showOne(QStringLiteral("b"));
        QTest::qWait(kMoment);
        QCOMPARE(m_service->shown.size(), 1);
        QVERIFY(m_service->closed.isEmpty());
    }

    /// Signed in again when it was shown, and its number was still on the way.
    void withdrawnBeforeTheAnswerIsClosed()
    {
        m_service->onNotify = [this] { m_notifier->withdraw(QStringLiteral("a")); };
        const uint id = showOne(QStringLiteral("a"));
        QTRY_COMPARE(m_service->closed, QList<uint>{id});
    }

    /// Ended anew when the first one was still on the way: only the last one stays.
    void replacedBeforeTheAnswerTheFirstIsClosed()
    {
        m_service->onNotify = [this] {
            m_service->onNotify = nullptr;
            m_notifier->notify(QStringLiteral("a"), notice());
        };
        const uint first = showOne(QStringLiteral("a"));
        QTRY_COMPARE(m_service->shown.size(), 2);
        QTRY_COMPARE(m_service->closed, QList<uint>{first});
        QTest::qWait(kMoment);
        m_notifier->withdraw(QStringLiteral("a"));
        QTRY_COMPARE(m_service->closed.size(), 2);
        QCOMPARE(m_service->closed.last(), m_service->shown.last().id);
    }

    void theSameKeyIsReplaced()
    {
        const uint id = showOne(QStringLiteral("a"));
        QTest::qWait(kMoment);
        showOne(QStringLiteral("a"));
        QCOMPARE(m_service->shown.last().replaces, id);
    }

    void markupIsEscapedWhereItWouldBeFollowed()
    {
        const QString body = QStringLiteral("<b>x</b> & <img src=\"file:///etc/passwd\">");
        m_notifier->notify(QStringLiteral("plain"), notice(body));
        QTRY_COMPARE(m_service->shown.size(), 1);
        QCOMPARE(m_service->shown.last().body, body);

        m_service->capabilities.append(QStringLiteral("body-markup"));
        m_notifier = std::make_unique<FreedesktopNotifier>(another());
        m_notifier->notify(QStringLiteral("markup"), notice(body));
        QTRY_COMPARE(m_service->shown.size(), 2);
        QCOMPARE(m_service->shown.last().body,
                 QStringLiteral("&lt;b&gt;x&lt;/b&gt; &amp; &lt;img src=&quot;file:///etc/passwd&quot;&gt;"));
    }

    void noActionsWhereTheyAreNotKnown()
    {
        m_service->capabilities = {QStringLiteral("body")};
        showOne(QStringLiteral("a"));
        QVERIFY(m_service->shown.last().actions.isEmpty());
    }

    void noServiceIsNoHarm()
    {
        m_service.reset();
        QElapsedTimer timer;
        timer.start();
        m_notifier->notify(QStringLiteral("a"), notice());
        m_notifier->withdraw(QStringLiteral("a"));
        m_notifier->notify(QStringLiteral("b"), notice());
        QVERIFY(timer.elapsed() < 1000);
        QTest::qWait(kMoment);
        // What nobody was there for is not told late; what comes next is.
        m_service = std::make_unique<FakeNotificationService>(another());
        QVERIFY(m_service->isUp());
        QTest::qWait(kMoment);
        QVERIFY(m_service->shown.isEmpty());
        QVERIFY(showOne(QStringLiteral("c")) != 0);
    }

    void noBusIsNoHarm()
    {
        m_bus->end();
        QElapsedTimer timer;
        timer.start();
        m_notifier->notify(QStringLiteral("a"), notice());
        m_notifier->withdraw(QStringLiteral("a"));
        FreedesktopNotifier unconnected(QDBusConnection(QStringLiteral("nowhere")));
        unconnected.notify(QStringLiteral("a"), notice());
        QTest::qWait(kMoment);
        QVERIFY(timer.elapsed() < 1000);
    }

    /// The numbers of a service that was started anew are other programs' notifications.
    void anotherServiceHasOtherNumbers()
    {
        QSignalSpy chosen(m_notifier.get(), &Notifier::chosen);
        const uint id = showOne(QStringLiteral("a"));
        QTest::qWait(kMoment);
        m_service.reset();
        QTest::qWait(kMoment);
        m_service = std::make_unique<FakeNotificationService>(another());
        QVERIFY(m_service->isUp());
        QTest::qWait(kMoment);
        m_service->click(id);
        QVERIFY(!chosen.wait(kMoment));
        m_notifier->withdraw(QStringLiteral("a"));
        QTest::qWait(kMoment);
        QVERIFY(m_service->closed.isEmpty());
    }

    /// The whole way: an account whose name is markup, directions and a million letters.
    void aHostileAccountIsShownHarmless()
    {
        m_service->capabilities.append(QStringLiteral("body-markup"));
        SignInNotices notices(std::make_unique<FreedesktopNotifier>(another()),
                              std::make_shared<ManualClock>(madeUpNow()), [] { return false; });
        Session session = hostile();
        session.account.name += QString(10'000, u'n');
        session.events.clear();
        notices.see(session);
        session.phase = Phase::SignInNeeded;
        session.events = {{madeUpNow(), SessionEvent::Kind::SignInNeeded, session.problem}};
        notices.see(session);
        QTRY_COMPARE(m_service->shown.size(), 1);
        const ShownNotification& shown = m_service->shown.last();
        QVERIFY2(shown.title.size() < 500, qPrintable(QString::number(shown.title.size())));
        QVERIFY2(shown.body.size() < 3000, qPrintable(QString::number(shown.body.size())));
        QVERIFY(!shown.body.contains(u'<'));
        for (const QString& text : {shown.title, shown.body})
            for (const QChar c : text)
                QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
    }
};

TESSERA_TEST(FreedesktopNotifierTest)
#include "freedesktop_notifier_test.moc"
