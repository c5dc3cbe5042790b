// A270: locked by hand and by time, opened by the password only, slowly after wrong ones.
#include "core/agent/agent_lock.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

SecretString password(const char* text)
{
    return SecretString::fromUtf8(text);
}

} // namespace

class AgentLockTest final : public QObject
{
    Q_OBJECT
    std::shared_ptr<ManualClock> m_clock;

private Q_SLOTS:
    void init() { m_clock = std::make_shared<ManualClock>(); }

    void byHand()
    {
        AgentLock lock(m_clock);
        QVERIFY(!lock.isLocked());
        lock.lock();
        QVERIFY(lock.isLocked());
        QVERIFY(!lock.hasPassword());
        QVERIFY(lock.unlock({}));
        QVERIFY(!lock.isLocked());
        m_clock->advance(Seconds(1000000));
        QVERIFY(!lock.isLocked()); // nobody set a time
    }

    void byTime()
    {
        AgentLock lock(m_clock, Seconds(600));
        m_clock->advance(Seconds(599));
        QVERIFY(!lock.isLocked());
        lock.used();
        m_clock->advance(Seconds(599));
        QVERIFY(!lock.isLocked());
        m_clock->setWallClock(fromUnixSeconds(0)); // is no help
        m_clock->advance(Seconds(1));
        QVERIFY(lock.isLocked());
        QVERIFY(lock.unlock({}));
        QVERIFY(!lock.isLocked());
    }

    void byPassword()
    {
        AgentLock lock(m_clock);
        lock.lock(password("right"));
        QVERIFY(lock.hasPassword());
        QCOMPARE(lock.unlock({}).error().code, QStringLiteral("agent.wrong_password"));
        m_clock->advance(Seconds(1));
        QVERIFY(lock.unlock(password("right")));
        QVERIFY(!lock.hasPassword()); // it was for that time
    }

    void wrongTries()
    {
        AgentLock lock(m_clock);
        lock.lock(password("right"));
        for (const int seconds : {1, 2, 4, 8, 10, 10}) {
            QCOMPARE(lock.unlock(password("wrong")).error().code, QStringLiteral("agent.wrong_password"));
            m_clock->advance(Seconds(seconds) - Milliseconds(1));
            // Not even the right one is looked at.
            const auto early = lock.unlock(password("right"));
            QCOMPARE(early.error().code, QStringLiteral("agent.too_many_tries"));
            QCOMPARE(early.error().detail, QStringLiteral("1"));
            QVERIFY(lock.isLocked());
            m_clock->advance(Milliseconds(1));
        }
        QVERIFY(lock.unlock(password("right")));
    }
};

TESSERA_TEST(AgentLockTest)
#include "agent_lock_test.moc"
