// The alarm: rings when it is time, once, and not without a reason.
#include "core/session/wake_timer.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tessera::test {

class WakeTimerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ringsOnce()
    {
        const auto clock = std::make_shared<SystemClock>();
        WakeTimer timer(clock);
        QSignalSpy woke(&timer, &WakeTimer::woke);
        const Milliseconds due = clock->sinceBoot() + Milliseconds(40);
        timer.setDue(due);
        QVERIFY(woke.wait());
        QVERIFY(clock->sinceBoot() >= due);
        QVERIFY(!woke.wait(60));
        QCOMPARE(woke.size(), 1);
    }

    void whatIsOverdueRingsAtOnce()
    {
        const auto clock = std::make_shared<ManualClock>();
        WakeTimer timer(clock);
        QSignalSpy woke(&timer, &WakeTimer::woke);
        timer.setDue(clock->sinceBoot() - Seconds(5));
        QVERIFY(woke.wait());
        // And again, where the same time is asked for again.
        timer.setDue(clock->sinceBoot() - Seconds(5));
        QVERIFY(woke.wait());
    }

    void theLastWordCounts()
    {
        const auto clock = std::make_shared<ManualClock>();
        WakeTimer timer(clock);
        QSignalSpy woke(&timer, &WakeTimer::woke);
        timer.setDue(clock->sinceBoot() + Milliseconds(30));
        timer.setDue(std::nullopt);
        QVERIFY(!woke.wait(80));
        timer.setDue(clock->sinceBoot() + std::chrono::hours(1));
        timer.setDue(clock->sinceBoot() + Milliseconds(10));
        QVERIFY(woke.wait());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::WakeTimerTest)
#include "wake_timer_test.moc"
