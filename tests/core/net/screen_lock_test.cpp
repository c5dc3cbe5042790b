// The desktop's word that the screen is locked, over buses of the test's own: the right people's word, in
// each of the ways it is told, and nobody else's.
#include "core/net/screen_lock.h"

#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#ifdef TESSERA_HAS_DBUS
#include "tests/support/private_bus.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <unistd.h>
#endif

namespace tessera::test {

#ifdef TESSERA_HAS_DBUS
namespace {

const QString kLogind = QStringLiteral("org.freedesktop.login1");
const QString kSession = QStringLiteral("org.freedesktop.login1.Session");
const QString kOurs = QStringLiteral("/org/freedesktop/login1/session/_31");
const QString kForeign = QStringLiteral("/org/freedesktop/login1/session/_32");
const QString kGnome = QStringLiteral("org.gnome.ScreenSaver");
const QString kFreedesktop = QStringLiteral("org.freedesktop.ScreenSaver");

} // namespace

struct SessionUser
{
    uint id = 0;
    QDBusObjectPath path;
};
QDBusArgument& operator<<(QDBusArgument& argument, const SessionUser& user)
{
    argument.beginStructure();
    argument << user.id << user.path;
    argument.endStructure();
    return argument;
}
const QDBusArgument& operator>>(const QDBusArgument& argument, SessionUser& user)
{
    argument.beginStructure();
    argument >> user.id >> user.path;
    argument.endStructure();
    return argument;
}

/// As logind shows a session.
class FakeSession final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Session")
    Q_PROPERTY(bool LockedHint MEMBER isLocked)
    Q_PROPERTY(tessera::test::SessionUser User READ user)
public:
    explicit FakeSession(uint user) : m_user{user, QDBusObjectPath(QStringLiteral("/user"))} {}
    SessionUser user() const { return m_user; }

    bool isLocked = false;

private:
    SessionUser m_user;
};

struct ListedSession
{
    QString id;
    uint user = 0;
    QString name;
    QString seat;
    QDBusObjectPath path;
};
QDBusArgument& operator<<(QDBusArgument& argument, const ListedSession& session)
{
    argument.beginStructure();
    argument << session.id << session.user << session.name << session.seat << session.path;
    argument.endStructure();
    return argument;
}
const QDBusArgument& operator>>(const QDBusArgument& argument, ListedSession& session)
{
    argument.beginStructure();
    argument >> session.id >> session.user >> session.name >> session.seat >> session.path;
    argument.endStructure();
    return argument;
}

class FakeManager final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public Q_SLOTS:
    Q_SCRIPTABLE QList<tessera::test::ListedSession> ListSessions()
    {
        return {{QStringLiteral("1"), ::getuid(), {}, {}, QDBusObjectPath(kOurs)},
                {QStringLiteral("2"), ::getuid() + 1, {}, {}, QDBusObjectPath(kForeign)}};
    }
};

class FakeSaver final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.ScreenSaver")
public:
    bool isActive = false;

public Q_SLOTS:
    Q_SCRIPTABLE bool GetActive() const { return isActive; }
};
#endif

class ScreenLockTest final : public QObject
{
    Q_OBJECT

#ifdef TESSERA_HAS_DBUS
    PrivateBus m_system;
    PrivateBus m_session;
    FakeSession m_ours{::getuid()};
    FakeSession m_foreign{::getuid() + 1};
    FakeManager m_manager;
    FakeSaver m_saver;

    QDBusConnection logind() const
    {
        return m_system.connection(QStringLiteral("logind"));
    }
    QDBusConnection saver() const
    {
        return m_session.connection(QStringLiteral("saver"));
    }

    bool show(const QString& path, FakeSession& session) const
    {
        return logind().registerObject(path, &session, QDBusConnection::ExportAllProperties);
    }
    static bool say(const QDBusConnection& who, const QString& path, const QString& interface,
                    const char* member, const QVariantList& arguments = {})
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, QString::fromLatin1(member));
        signal.setArguments(arguments);
        return who.send(signal);
    }
    static bool sayHint(const QDBusConnection& who, const QString& session, bool isLocked)
    {
        return say(who, session, QStringLiteral("org.freedesktop.DBus.Properties"), "PropertiesChanged",
                   {kSession,
                    QVariantMap{
                        { QStringLiteral("LockedHint"),
                          isLocked }},
                    QStringList()});
    }
    static void lookedAt(const ScreenLock& screen)
    {
        const auto look = screen.firstLook();
        QVERIFY(QTest::qWaitFor([&look] { return look.isResolved(); }, 5000));
    }
#endif

private Q_SLOTS:
    void initTestCase()
    {
#ifdef TESSERA_HAS_DBUS
        // Before the first look at either: Qt asks for the addresses once.
        QVERIFY(m_system.isUp() && m_session.isUp());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_system.address().toLatin1());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_session.address().toLatin1());
        qDBusRegisterMetaType<SessionUser>();
        qDBusRegisterMetaType<ListedSession>();
        qDBusRegisterMetaType<QList<ListedSession>>();
        QVERIFY(saver().isConnected() && logind().isConnected());

        // Nobody is there who would tell; the buses are.
        ScreenLock early;
        const auto tellers = early.listen();
        QVERIFY(tellers);
        QCOMPARE(*tellers, QStringList());
        lookedAt(early);

        // A saver that comes later is heard as well.
        QSignalSpy locked(&early, &ScreenLock::locked);
        QVERIFY(saver().registerService(kGnome) && saver().registerService(kFreedesktop));
        QVERIFY(logind().registerService(kLogind));
        QTRY_VERIFY(say(saver(), QStringLiteral("/org/gnome/ScreenSaver"), kGnome, "ActiveChanged", {true}) &&
                    locked.wait(200));
        QVERIFY(show(kOurs, m_ours) && show(kForeign, m_foreign));
        QVERIFY(logind().registerObject(QStringLiteral("/org/freedesktop/login1"), &m_manager,
                                        QDBusConnection::ExportScriptableSlots));
        QVERIFY(saver().registerObject(QStringLiteral("/org/gnome/ScreenSaver"), &m_saver,
                                       QDBusConnection::ExportScriptableSlots));
#endif
    }

#ifdef TESSERA_HAS_DBUS
    void init()
    {
        m_ours.isLocked = false;
        m_foreign.isLocked = false;
        m_saver.isActive = false;
    }

    void hears_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("locks");
        QTest::newRow("logind: Lock") << "lock" << true;
        QTest::newRow("logind: Lock of another user's session") << "lock foreign" << false;
        QTest::newRow("logind: Lock, and does not say whose") << "lock unknown" << true;
        QTest::newRow("logind: Unlock") << "unlock" << false;
        QTest::newRow("logind: LockedHint") << "hint" << true;
        QTest::newRow("logind: LockedHint taken back") << "no hint" << false;
        QTest::newRow("logind: LockedHint of another user's session") << "hint foreign" << false;
        QTest::newRow("GNOME: active") << "gnome" << true;
        QTest::newRow("GNOME: not active") << "gnome off" << false;
        QTest::newRow("freedesktop: active") << "freedesktop" << true;
        QTest::newRow("KDE's second path") << "old path" << true;
        QTest::newRow("a stranger says Lock") << "stranger lock" << false;
        QTest::newRow("a stranger says active") << "stranger saver" << false;
    }
    void hears()
    {
        QFETCH(QString, what);
        QFETCH(bool, locks);
        ScreenLock screen;
        QSignalSpy locked(&screen, &ScreenLock::locked);
        const auto tellers = screen.listen();
        QVERIFY(tellers);
        QCOMPARE(*tellers, (QStringList{kLogind, kFreedesktop, kGnome}));
        lookedAt(screen);
        QCOMPARE(locked.size(), 0); // it is open
        const QString gnomePath = QStringLiteral("/org/gnome/ScreenSaver");
        const QHash<QString, std::function<bool()>> ways{
            {QStringLiteral("lock"), [&] { return say(logind(), kOurs, kSession, "Lock"); }},
            {QStringLiteral("lock foreign"), [&] { return say(logind(), kForeign, kSession, "Lock"); }},
            {QStringLiteral("lock unknown"),
             [&] { return say(logind(), kOurs + QStringLiteral("_unknown"), kSession, "Lock"); }},
            {QStringLiteral("unlock"), [&] { return say(logind(), kOurs, kSession, "Unlock"); }},
            {QStringLiteral("hint"), [&] { return sayHint(logind(), kOurs, true); }},
            {QStringLiteral("no hint"), [&] { return sayHint(logind(), kOurs, false); }},
            {QStringLiteral("hint foreign"), [&] { return sayHint(logind(), kForeign, true); }},
            {QStringLiteral("gnome"),
             [&] { return say(saver(), gnomePath, kGnome, "ActiveChanged", {true}); }},
            {QStringLiteral("gnome off"),
             [&] { return say(saver(), gnomePath, kGnome, "ActiveChanged", {false}); }},
            {QStringLiteral("freedesktop"),
             [&] {
                 return say(saver(), QStringLiteral("/org/freedesktop/ScreenSaver"), kFreedesktop,
                            "ActiveChanged", {true});
             }},
            {QStringLiteral("old path"),
             [&] {
                 return say(saver(), QStringLiteral("/ScreenSaver"), kFreedesktop, "ActiveChanged", {true});
             }},
            {QStringLiteral("stranger lock"),
             [&] { return say(m_system.connection(QStringLiteral("stranger")), kOurs, kSession, "Lock"); }},
            {QStringLiteral("stranger saver"),
             [&] {
                 return say(m_session.connection(QStringLiteral("stranger2")), gnomePath, kGnome,
                            "ActiveChanged", {true});
             }},
        };
        QVERIFY(ways.value(what)());
        QCOMPARE(locked.wait(locks ? 5000 : 300), locks);
    }

    /// systemd starts the agent for the first program that asks, which may be one behind a locked screen.
    void wasLockedBefore_data()
    {
        QTest::addColumn<bool>("ours");
        QTest::addColumn<bool>("foreign");
        QTest::addColumn<bool>("saverIsActive");
        QTest::addColumn<bool>("locks");
        QTest::newRow("LockedHint") << true << false << false << true;
        QTest::newRow("of another user") << false << true << false << false;
        QTest::newRow("screen saver") << false << false << true << true;
        QTest::newRow("open") << false << false << false << false;
    }
    void wasLockedBefore()
    {
        QFETCH(bool, ours);
        QFETCH(bool, foreign);
        QFETCH(bool, saverIsActive);
        QFETCH(bool, locks);
        m_ours.isLocked = ours;
        m_foreign.isLocked = foreign;
        m_saver.isActive = saverIsActive;
        ScreenLock screen;
        QSignalSpy locked(&screen, &ScreenLock::locked);
        QVERIFY(screen.listen());
        lookedAt(screen);
        QCOMPARE(!locked.isEmpty(), locks);
    }

    /// Last, because it takes the buses away.
    void zNobodyIsLeft()
    {
        ScreenLock screen;
        QSignalSpy locked(&screen, &ScreenLock::locked);
        QVERIFY(screen.listen());
        lookedAt(screen);
        m_session.end();
        QVERIFY(locked.wait());
        m_system.end();
        QVERIFY(locked.wait());
        QTRY_VERIFY(!QDBusConnection::systemBus().isConnected());
        ScreenLock late;
        const auto tellers = late.listen();
        QVERIFY(!tellers);
        QCOMPARE(tellers.error().code, QStringLiteral("screen_lock.no_bus"));
    }
#else
    void refused()
    {
        ScreenLock screen;
        QCOMPARE(screen.listen().error().code, QStringLiteral("screen_lock.unsupported"));
        QVERIFY(screen.firstLook().isResolved());
    }
#endif

    void cleanupTestCase()
    {
#ifdef TESSERA_HAS_DBUS
        m_session.end();
        m_system.end();
#endif
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ScreenLockTest)
#include "screen_lock_test.moc"
