// Times as arguments: the conversions, and that the system's clocks go forward.
#include "core/base/clock.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace tessera::test {

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unixSeconds_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("epoch") << qint64{0} << qint64{0};
        QTest::newRow("a fraction is dropped") << qint64{1999} << qint64{1};
        QTest::newRow("before the epoch rounds down") << qint64{-1} << qint64{-1};
        QTest::newRow("after 2038") << qint64{4'102'444'800'000} << qint64{4'102'444'800};
        QTest::newRow("year 9999") << qint64{253'402'300'799'999} << qint64{253'402'300'799};
    }

    void unixSeconds()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(qint64, seconds);
        QCOMPARE(toUnixSeconds(TimePoint(Milliseconds(milliseconds))), seconds);
        QCOMPARE(toUnixSeconds(fromUnixSeconds(seconds)), seconds);
        QCOMPARE(toDateTime(fromUnixSeconds(seconds)).toSecsSinceEpoch(), seconds);
    }

    void dateTimeIsUtc()
    {
        QCOMPARE(toDateTime(fromUnixSeconds(1767323045)).toString(Qt::ISODate),
                 QStringLiteral("2026-01-02T03:04:05Z"));
    }

    void systemClock()
    {
        const SystemClock clock;
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 now = clock.now().time_since_epoch().count();
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(before <= now && now <= after);
        const Milliseconds boot = clock.sinceBoot();
        QVERIFY(boot.count() > 0);
        QVERIFY(clock.sinceBoot() >= boot);
    }

    void manualClock()
    {
        ManualClock clock;
        const TimePoint start = clock.now();
        const Milliseconds boot = clock.sinceBoot();
        clock.advance(Seconds(5));
        QVERIFY(clock.now() == start + Seconds(5) && clock.sinceBoot() == boot + Seconds(5));
        clock.setWallClock(start - Seconds(60));
        QVERIFY(clock.now() == start - Seconds(60) && clock.sinceBoot() == boot + Seconds(5));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClockTest)
#include "clock_test.moc"
