// Times in words: whole units, rounded down.
#include "ui/text/relative_time.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

class RelativeTimeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("ago");
        const auto row = [](const char* name, Seconds s, const char* in, const char* more, const char* ago) {
            QTest::newRow(name) << qint64(s.count()) << QString::fromUtf8(in) << QString::fromUtf8(more)
                                << QString::fromUtf8(ago);
        };
        row("41 minutes", 41min, "in 41 minutes", "41 more minutes", "41 minutes ago");
        row("rounded down", 41min + 59s, "in 41 minutes", "41 more minutes", "41 minutes ago");
        row("one minute", 60s, "in 1 minute", "1 more minute", "1 minute ago");
        row("under a minute", 59s, "in less than a minute", "less than a minute", "less than a minute ago");
        row("over", -5s, "in less than a minute", "less than a minute", "less than a minute ago");
        row("119 minutes", 119min, "in 119 minutes", "119 more minutes", "119 minutes ago");
        row("two hours", 120min, "in 2 hours", "2 more hours", "2 hours ago");
        row("47 hours", 47h, "in 47 hours", "47 more hours", "47 hours ago");
        row("two days", 48h, "in 2 days", "2 more days", "2 days ago");
    }

    void words()
    {
        QFETCH(qint64, seconds);
        QTEST(inTime(Seconds(seconds)), "in");
        QTEST(moreTime(Seconds(seconds)), "more");
        QTEST(agoTime(Seconds(seconds)), "ago");
    }

    void clockAndDay()
    {
        const TimePoint now = test::madeUpNow();
        QCOMPARE(clockTime(now), QStringLiteral("14:19"));
        QCOMPARE(dayAndTime(now - 14min, now), QStringLiteral("14:05"));
        QCOMPARE(dayAndTime(now - 20h - 17min, now), QStringLiteral("Yesterday 18:02"));
        QCOMPARE(dayAndTime(now - 72h, now), QStringLiteral("20 Nov 14:19"));
        QCOMPARE(exactTime(now + 4s), QStringLiteral("Monday, 23 November 2026, 14:19:04"));
    }
};

TESSERA_TEST(RelativeTimeTest)
#include "relative_time_test.moc"
