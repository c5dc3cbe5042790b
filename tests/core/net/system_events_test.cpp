// logind's word that the machine woke up, over a bus of the test's own.
#include "core/net/system_events.h"

#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#ifdef TESSERA_HAS_DBUS
#include "tests/support/private_bus.h"

#include <QDBusMessage>
#endif

namespace tessera::test {

class SystemEventsTest final : public QObject
{
    Q_OBJECT

#ifdef TESSERA_HAS_DBUS
    PrivateBus m_bus;

    static void say(const QDBusConnection& logind, bool goingToSleep)
    {
        QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
                                                         QStringLiteral("org.freedesktop.login1.Manager"),
                                                         QStringLiteral("PrepareForSleep"));
        signal << goingToSleep;
        QVERIFY(logind.send(signal));
    }
#endif

private Q_SLOTS:
    void wakes()
    {
#ifdef TESSERA_HAS_DBUS
        QVERIFY(m_bus.isUp());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.address().toLatin1());
        QDBusConnection logind = m_bus.connection(QStringLiteral("logind"));
        QVERIFY(logind.isConnected());
        QVERIFY(logind.registerService(QStringLiteral("org.freedesktop.login1")));

        SystemEvents events;
        events.listen();
        events.listen(); // twice is once
        QSignalSpy woke(&events, &SystemEvents::wokeUp);
        say(logind, true);
        say(logind, false);
        QVERIFY(woke.wait());
        QVERIFY(!woke.wait(50)); // going to sleep is not waking up
        QCOMPARE(woke.size(), 1);

        // Another program's signal of that name is not logind's.
        const QDBusConnection other = m_bus.connection(QStringLiteral("other"));
        say(other, false);
        QVERIFY(!woke.wait(50));
        QCOMPARE(woke.size(), 1);
#else
        qInfo("not run: no D-Bus on this platform");
#endif
    }

    void cleanupTestCase()
    {
#ifdef TESSERA_HAS_DBUS
        m_bus.end();
#endif
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SystemEventsTest)
#include "system_events_test.moc"
