// When to renew, as arithmetic (A114, A220, A224, A225, A230).
#include "core/session/renewal_plan.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

namespace tessera::test {
namespace {

constexpr quint32 kMost = std::numeric_limits<quint32>::max();
constexpr quint32 kDraws[] = {0, 1, 12345, kMost / 4, kMost / 2, kMost - 1, kMost};

} // namespace

class RenewalPlanTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void latest_data()
    {
        QTest::addColumn<qint64>("life");
        QTest::addColumn<qint64>("latest"); // both in milliseconds
        QTest::newRow("an hour: a minute before") << qint64(3600000) << qint64(3540000);
        QTest::newRow("ten minutes: a minute is ten per cent") << qint64(600000) << qint64(540000);
        QTest::newRow("just below: ten per cent") << qint64(599000) << qint64(539100);
        QTest::newRow("two minutes: ten per cent") << qint64(120000) << qint64(108000);
        QTest::newRow("A225 33 s: not before the gap") << qint64(33000) << qint64(30000);
        QTest::newRow("A225 5 s") << qint64(5000) << qint64(30000);
        QTest::newRow("A225 1 s") << qint64(1000) << qint64(30000);
        QTest::newRow("A225 already over") << qint64(-1000) << qint64(30000);
        QTest::newRow("ten years") << qint64(3650LL * 86400000) << qint64(3650LL * 86400000 - 60000);
    }
    void latest()
    {
        QFETCH(qint64, life);
        QFETCH(qint64, latest);
        QCOMPARE(latestRenewal(Milliseconds(life), {}).count(), latest);
    }

    void ownPolicy()
    {
        RenewalPolicy policy;
        policy.lead = Seconds(300);
        policy.leadPercent = 50;
        policy.minimumGap = Seconds(1);
        QCOMPARE(latestRenewal(Seconds(3600), policy), Milliseconds(Seconds(3300)));
        QCOMPARE(latestRenewal(Seconds(100), policy), Milliseconds(Seconds(50)));
    }

    /// What others may hold is left to them almost to its end, and never longer than otherwise.
    void whereARenewalEndsTheToken()
    {
        const RenewalPolicy usual = RenewalPolicy::spreadOut();
        const auto leftAt = [](const RenewalPolicy& policy, Seconds life) {
            return Milliseconds(life) - plannedRenewal(life, After::SharedMoment, policy, kMost);
        };
        QCOMPARE(leftAt(usual.where(false), Seconds(7200)), Milliseconds(Seconds(5400)));
        QCOMPARE(leftAt(usual.where(true), Seconds(7200)), Milliseconds(Seconds(10)));
        QCOMPARE(leftAt(usual.where(true), Seconds(60)), Milliseconds(Seconds(6))); // a tenth of its life
        RenewalPolicy tight;
        tight.lead = Seconds(2);
        QCOMPARE(leftAt(tight.where(true), Seconds(7200)), Milliseconds(Seconds(2)));
    }

    void plainPolicyIsExact()
    {
        for (const quint32 draw : kDraws) {
            QCOMPARE(plannedRenewal(Seconds(3600), After::SharedMoment, {}, draw),
                     Milliseconds(Seconds(3540)));
            QCOMPARE(plannedRenewal(Seconds(3600), After::Renewal, {}, draw), Milliseconds(Seconds(3540)));
            QCOMPARE(startDelay(1000, {}, draw), Milliseconds(0));
            QCOMPARE(networkDelay({}, draw), Milliseconds(0));
        }
    }

    void spread_data()
    {
        QTest::addColumn<qint64>("life");     // seconds
        QTest::addColumn<qint64>("earliest"); // seconds, of the first renewal after a shared moment
        QTest::newRow("an hour") << qint64(3600) << qint64(900);
        QTest::newRow("two minutes: not before the gap") << qint64(100) << qint64(30);
        QTest::newRow("A225 5 s") << qint64(5) << qint64(30);
    }
    void spread()
    {
        QFETCH(qint64, life);
        QFETCH(qint64, earliest);
        const RenewalPolicy policy = RenewalPolicy::spreadOut();
        const Milliseconds latest = latestRenewal(Seconds(life), policy);
        const auto first = [&](quint32 draw) {
            return plannedRenewal(Seconds(life), After::SharedMoment, policy, draw);
        };
        QCOMPARE(first(0), latest);
        QCOMPARE(first(kMost), std::min<Milliseconds>(Seconds(earliest), latest));
        for (const quint32 draw : kDraws) {
            const Milliseconds later = plannedRenewal(Seconds(life), After::Renewal, policy, draw);
            QVERIFY(later <= latest);
            QVERIFY(later >=
                    std::min(latest, std::max(latest - Milliseconds(Seconds(life)) / 20, policy.minimumGap)));
        }
    }

    void start()
    {
        const RenewalPolicy policy = RenewalPolicy::spreadOut();
        QCOMPARE(startDelay(200, policy, 0), Milliseconds(0));
        QCOMPARE(startDelay(1, policy, kMost), Milliseconds(150));
        QCOMPARE(startDelay(200, policy, kMost), Milliseconds(Seconds(30)));
        QCOMPARE(startDelay(10000, policy, kMost), Milliseconds(Seconds(30)));
    }

    void afterAnOutage()
    {
        const RenewalPolicy policy = RenewalPolicy::spreadOut();
        QCOMPARE(retryDelay(1, Seconds(120), policy, 0), Milliseconds(Seconds(120)));
        QCOMPARE(retryDelay(1, Seconds(120), policy, kMost), Milliseconds(Seconds(720)));
        QCOMPARE(retryDelay(1, Seconds(3600), policy, kMost), Milliseconds(Seconds(5400)));
        QCOMPARE(retryDelay(1, std::nullopt, policy, kMost), Milliseconds(Seconds(1)));
    }

    void retry_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<qint64>("retryAfter"); // seconds, 0: none
        QTest::addColumn<qint64>("least");      // milliseconds
        QTest::addColumn<qint64>("most");
        QTest::newRow("A220 the first") << 1 << qint64(0) << qint64(1000) << qint64(1000);
        QTest::newRow("A220 the fifth") << 5 << qint64(0) << qint64(8000) << qint64(16000);
        QTest::newRow("A220 the twentieth") << 20 << qint64(0) << qint64(150000) << qint64(300000);
        QTest::newRow("A114 two minutes") << 1 << qint64(120) << qint64(120000) << qint64(180000);
        QTest::newRow("A114 an hour") << 9 << qint64(3600) << qint64(3600000) << qint64(5400000);
        QTest::newRow("A114 sooner than our own pause")
            << 20 << qint64(1) << qint64(150000) << qint64(300000);
    }
    void retry()
    {
        QFETCH(int, failures);
        QFETCH(qint64, retryAfter);
        QFETCH(qint64, least);
        QFETCH(qint64, most);
        const auto asked = retryAfter ? std::optional<Seconds>(retryAfter) : std::nullopt;
        QCOMPARE(retryDelay(failures, asked, {}, 0).count(), least);
        QCOMPARE(retryDelay(failures, asked, {}, kMost).count(), most);
        for (const quint32 draw : kDraws) {
            const qint64 delay = retryDelay(failures, asked, {}, draw).count();
            QVERIFY(delay >= least && delay <= most);
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RenewalPlanTest)
#include "renewal_plan_test.moc"
