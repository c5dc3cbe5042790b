// `tessera agent start --lock-with-screen`: real processes, and a screen saver on this desktop's message bus.
#include "core/agent/agent_place.h"
#include "tests/app/cli/program.h"
#include "tests/support/fake_saver.h"
#include "tests/support/private_bus.h"

#include <QFile>
#include <QJsonArray>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class AgentScreen final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_config;

    Ran agent(const char* words) const
    {
        return runTessera(QStringLiteral("agent ").append(QLatin1String(words)).split(u' ')
                          << QStringLiteral("--json") << QStringLiteral("--config") << m_config->path());
    }
    bool isLocked() const { return agent("status").json().value(u"locked").toBool(); }
    static QString codeOf(const Ran& ran)
    {
        return ran.json().value(u"error").toObject().value(u"code").toString();
    }
    QString codeOfToken() const
    {
        return codeOf(runTessera({QStringLiteral("token"), QStringLiteral("mine"), QStringLiteral("--json"),
                                  QStringLiteral("--config"), m_config->path()}));
    }

private Q_SLOTS:
    void init() { m_config = std::make_unique<QTemporaryDir>(); }
    void cleanup() { agent("stop"); }

    void locks()
    {
        FakeSaver saver;
        QVERIFY(saver.appear());
        const Ran started = agent("start --lock-with-screen");
        QVERIFY2(started.status == 0, started.told().constData());
        QVERIFY2(started.error.isEmpty(), started.told().constData());
        const QJsonObject status = agent("status").json();
        QCOMPARE(status.value(u"lock_with_screen").toBool(), true);
        QCOMPARE(status.value(u"locked").toBool(), false);
        QCOMPARE(codeOfToken(), QStringLiteral("account.unknown"));
        QVERIFY(saver.setActive(true));
        QVERIFY(QTest::qWaitFor([this] { return isLocked(); }, 10000));
        QCOMPARE(codeOfToken(), QStringLiteral("agent.locked"));
        QVERIFY(saver.setActive(false)); // who unlocks the screen has not unlocked the agent
        QTest::qWait(200);
        QVERIFY(isLocked());
        const QJsonArray log = agent("log").json().value(u"lines").toArray();
        QVERIFY(!log.isEmpty());
        QCOMPARE(log.first().toObject().value(u"event").toString(), QStringLiteral("locked"));
        QCOMPARE(log.first().toObject().value(u"why").toString(), QStringLiteral("screen"));
    }

    /// Woken by a program behind a locked screen, it gives nothing to it.
    void startsLocked()
    {
        FakeSaver saver;
        QVERIFY(saver.appear() && saver.setActive(true));
        QCOMPARE(agent("start --lock-with-screen").status, 0);
        QVERIFY(isLocked());
    }

    void notUnlessAsked()
    {
        FakeSaver saver;
        QVERIFY(saver.appear());
        QCOMPARE(agent("start").status, 0);
        QCOMPARE(agent("status").json().value(u"lock_with_screen").toBool(), false);
        QVERIFY(saver.setActive(true));
        QTest::qWait(500);
        QVERIFY(!isLocked());
    }

    /// The bus is there and nobody on it yet: said, and heard when somebody comes.
    void saverComesLater()
    {
        const Ran started = agent("start --lock-with-screen");
        QVERIFY2(started.status == 0, started.told().constData());
        QVERIFY2(started.error.contains(QStringLiteral("nobody tells yet")), started.told().constData());
        FakeSaver saver;
        QVERIFY(saver.appear());
        QVERIFY(QTest::qWaitFor([&] { return saver.setActive(true) && isLocked(); }, 10000));
    }

    void refusedWithoutABus()
    {
        const QByteArray session = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        const auto restore = qScopeGuard([&session] { qputenv("DBUS_SESSION_BUS_ADDRESS", session); });
        const Ran started = agent("start --lock-with-screen");
        QVERIFY2(started.status == 2, started.told().constData());
        QCOMPARE(codeOf(started), QStringLiteral("screen_lock.no_bus"));
        QVERIFY2(started.error.contains(QStringLiteral("--lock-after")), started.told().constData());
        QVERIFY(!QFile::exists(agentPlace(m_config->path()).path())); // nothing listens
    }

    /// The bus of the session ends: nobody tells any more, so it is locked.
    void busEnds()
    {
        PrivateBus bus;
        QVERIFY(bus.isUp());
        const QByteArray session = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address().toLatin1());
        const auto restore = qScopeGuard([&session] { qputenv("DBUS_SESSION_BUS_ADDRESS", session); });
        QCOMPARE(agent("start --lock-with-screen").status, 0);
        QVERIFY(!isLocked());
        QVERIFY(bus.end());
        QVERIFY(QTest::qWaitFor([this] { return isLocked(); }, 10000));
    }

    void help()
    {
        const Ran ran = runTessera({QStringLiteral("agent"), QStringLiteral("--help")});
        QVERIFY2(ran.out.contains(QStringLiteral("--lock-with-screen")), ran.told().constData());
    }

    void initTestCase()
    {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere"); // whatever this computer has
    }
};

QTEST_GUILESS_MAIN(AgentScreen)
#include "agent_screen_test.moc"
