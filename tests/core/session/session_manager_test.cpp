// The timer's work: renewals when they are due by either clock, not too many at once (A223, A224, A230).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");

} // namespace

class SessionManagerTest : public QObject
{
    Q_OBJECT

    static bool renewed(SessionWorld& world, SessionManager& manager, int requests)
    {
        return eventually([&] {
            return world.provider.tokenRequests() == requests &&
                   manager.session(world.id(kAlice))->phase == Phase::Active &&
                   manager.session(world.id(kAlice))->tokens.has_value();
        });
    }

private Q_SLOTS:
    void renewsOnTime()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        manager->tick();
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Renewing);
        QVERIFY(renewed(world, *manager, 1));
        world.clock->advance(Seconds(269));
        manager->tick();
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Active);
        world.clock->advance(Seconds(1));
        manager->tick();
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Renewing);
        QVERIFY(renewed(world, *manager, 2));
    }

    /// By the real clock: nobody calls tick().
    void alarmDoesIt()
    {
        SessionWorld world;
        world.provider.lifeInSeconds = 1;
        Environment environment = world.environment();
        environment.clock = std::make_shared<SystemClock>();
        RenewalPolicy policy;
        policy.minimumGap = Milliseconds(50);
        const auto manager = world.managerOf({kAlice}, environment, policy);
        manager->startRenewing();
        QVERIFY(renewed(world, *manager, 1));
        QVERIFY(eventually([&] { return world.provider.tokenRequests() >= 3; }));
    }

    void wallClockIsSet_data()
    {
        QTest::addColumn<qint64>("bySeconds");
        QTest::addColumn<int>("renewals");
        QTest::newRow("A223 a year on") << qint64(365 * 86400) << 2;
        QTest::newRow("A223 a day back") << qint64(-86400) << 1;
        QTest::newRow("A223 to 1970") << qint64(-1767323045) << 1;
        QTest::newRow("A223 NTP step") << qint64(2) << 1;
    }
    void wallClockIsSet()
    {
        QFETCH(qint64, bySeconds);
        QFETCH(int, renewals);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        manager->tick();
        QVERIFY(renewed(world, *manager, 1));
        world.clock->advance(Seconds(31)); // past the least gap between two renewals (A225)
        world.clock->setWallClock(world.clock->now() + Seconds(bySeconds));
        manager->tick();
        QVERIFY(renewed(world, *manager, renewals));
        // The plan is told in the new time.
        if (renewals == 1)
            QVERIFY(*manager->session(id)->renewsAt <= world.clock->now() + Seconds(270));
        // By the time that really passed it is due, whatever the wall says.
        world.clock->advance(Seconds(271));
        QVERIFY(!manager->session(id)->tokens->accessToken.isEmpty());
        manager->tick();
        QVERIFY(renewed(world, *manager, renewals + 1));
    }

    /// A token is not young again because somebody set the clock back.
    void expiryByBothClocks()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.clock->advance(Seconds(301));
        world.clock->setWallClock(world.clock->now() - Seconds(86400));
        QVERIFY(await(manager->freshTokens(id, Seconds(0))));
        QCOMPARE(world.provider.tokenRequests(), 2);
    }

    /// A224
    void afterSleepWithoutNetwork()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        manager->tick();
        QVERIFY(renewed(world, *manager, 1));
        world.provider.goOffline();
        world.clock->advance(std::chrono::hours(8));
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Offline; }));
        QVERIFY(world.provider.comeBack());
        world.clock->advance(Seconds(1));
        manager->tick();
        QVERIFY(renewed(world, *manager, 2));
    }

    /// A224: who was offline does not wait out its pause once the network is back, and asks once.
    void networkComesBack()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        world.provider.goOffline();
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Offline; }));
        for (int attempt = 0; attempt < 9; ++attempt) {
            world.clock->advance(std::chrono::minutes(6));
            manager->tick();
            QVERIFY(eventually([&] { return *manager->session(id)->renewsAt > world.clock->now(); }));
        }
        QVERIFY(*manager->session(id)->renewsAt > world.clock->now() + Seconds(60));
        QVERIFY(world.provider.comeBack());
        manager->networkCameBack();
        manager->tick();
        QVERIFY(renewed(world, *manager, 1));
        manager->networkCameBack();
        manager->tick();
        QCOMPARE(manager->session(id)->phase, Phase::Active);
    }

    /// A114, A220: the server says when, and is not asked sooner.
    void retryAfterIsHeeded()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        world.provider.script = {[](const FormFields&) {
            LoopbackResponse busy = ScriptedProvider::json(503, {});
            busy.headers = {{"Retry-After", "120"}};
            return busy;
        }};
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Offline; }));
        const Milliseconds wait = *manager->session(id)->renewsAt - world.clock->now();
        QVERIFY2(wait >= Seconds(120) && wait <= Seconds(180), qPrintable(QString::number(wait.count())));
        world.clock->advance(Seconds(119));
        manager->tick();
        QCOMPARE(world.provider.tokenRequests(), 1);
        world.clock->advance(Seconds(62));
        manager->tick();
        QVERIFY(renewed(world, *manager, 2));
    }

    /// A230: at a start the first renewals are spread over time as well.
    void startIsSpread()
    {
        SessionWorld world;
        QStringList people;
        for (int i = 0; i < 40; ++i)
            people.append(QStringLiteral("p%1").arg(i));
        const auto manager = world.managerOf(people, world.environment(), RenewalPolicy::spreadOut());
        const auto sessions = manager->sessions();
        TimePoint last = world.clock->now();
        for (const Session& session : sessions)
            last = std::max(last, *session.renewsAt);
        QVERIFY(last > world.clock->now() + Seconds(2)); // of six; all in one third: 1e-19
        QVERIFY(last <= world.clock->now() + Seconds(6));
    }

    /// A230
    void notAllAtOnce()
    {
        SessionWorld world;
        QStringList people;
        for (int i = 0; i < 40; ++i)
            people.append(QStringLiteral("p%1").arg(i));
        const auto manager = world.managerOf(people);
        const auto count = [&](Phase phase) {
            const auto sessions = manager->sessions();
            return std::count_if(sessions.begin(), sessions.end(),
                                 [phase](const Session& session) { return session.phase == phase; });
        };
        manager->tick();
        QCOMPARE(count(Phase::Renewing), 6);
        manager->tick();
        QCOMPARE(count(Phase::Renewing), 6);
        const auto done = [&] {
            manager->tick();
            const auto sessions = manager->sessions();
            return std::all_of(sessions.begin(), sessions.end(),
                               [](const Session& session) { return session.tokens.has_value(); });
        };
        QVERIFY(eventually(done));
        QCOMPARE(world.provider.tokenRequests(), 40);
    }

    void signalsAreNews()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        QSignalSpy changed(manager.get(), &SessionManager::sessionChanged);
        manager->tick();
        QCOMPARE(changed.size(), 1); // renewing
        QVERIFY(renewed(world, *manager, 1));
        QCOMPARE(changed.size(), 2); // active
        for (int second = 0; second < 30; ++second) {
            world.clock->advance(Seconds(1));
            manager->tick();
        }
        QCOMPARE(changed.size(), 2); // nothing jumps when a second passes
    }

    void renewalsAreOneEvent()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        for (int i = 0; i < 110; ++i)
            QVERIFY(await(manager->renewNow(world.id(kAlice))));
        const auto events = manager->session(world.id(kAlice))->events;
        QCOMPARE(events.size(), 1);
        QCOMPARE(events[0].count, 110);
    }

    /// A slot may do anything, even end the manager.
    void managerEndsInItsOwnSignal()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        connect(manager.get(), &SessionManager::sessionChanged, this, [&] {
            if (manager && manager->session(world.id(kAlice))->phase == Phase::Active)
                manager.release()->deleteLater();
        });
        manager->tick();
        QVERIFY(eventually([&] { return !manager; }));
        QTest::qWait(10);
    }
};

TESSERA_TEST(SessionManagerTest)
#include "session_manager_test.moc"
