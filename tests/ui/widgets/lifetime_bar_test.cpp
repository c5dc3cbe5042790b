// How the row of tiles is cut, and what is spent when.
#include "ui/widgets/lifetime_bar.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/theme/theme.h"
#include "ui/widgets/countdown_bar.h"

#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

class LifetimeBarTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void width_data()
    {
        QTest::addColumn<int>("available");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("tile");
        QTest::newRow("drawing") << 658 << 60 << 9;
        QTest::newRow("one more pixel") << 659 << 60 << 9;
        QTest::newRow("just wide enough") << 478 << 60 << 6;
        QTest::newRow("one pixel less") << 477 << 30 << 13;
        QTest::newRow("narrow drawing") << 448 << 30 << 13;
    }

    void width()
    {
        QFETCH(int, available);
        const TileRow row = TileRow::lifetime(available);
        QTEST(row.count, "count");
        QTEST(row.width, "tile");
        QVERIFY(row.totalWidth() <= available);
        QCOMPARE(row.left(row.count - 1) + row.width, row.totalWidth());
    }

    void spent_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<int>("tiles");
        QTest::newRow("before it was issued") << qint64(-10) << 0;
        QTest::newRow("new") << qint64(0) << 0;
        QTest::newRow("one second short of a tile") << qint64(59) << 0;
        QTest::newRow("a tile") << qint64(60) << 1;
        QTest::newRow("14 minutes") << qint64(14 * 60) << 14;
        QTest::newRow("last second") << qint64(3599) << 59;
        QTest::newRow("at the end") << qint64(3600) << 60;
        QTest::newRow("long after") << qint64(99999) << 60;
    }

    void spent()
    {
        QFETCH(qint64, seconds);
        const TimePoint from = test::madeUpNow();
        QTEST(spentTiles(from, from + 60min, from + Seconds(seconds), 60), "tiles");
    }

    void aLifeWithoutLengthIsOver()
    {
        const TimePoint now = test::madeUpNow();
        QCOMPARE(spentTiles(now, now, now, 60), 60);
        QCOMPARE(spentTiles(now, now - 5s, now - 10s, 60), 60);
    }

    void tilesAfterTheMarkAreSoft()
    {
        const TimePoint now = test::madeUpNow();
        QCOMPARE(softFrom({now, now + 60min, now + 55min, false}, 60), 55);
        QCOMPARE(softFrom({now, now + 60min, std::nullopt, false}, 60), 60);
        QCOMPARE(softFrom({now, now + 60min, now + 90min, false}, 60), 60); // later than the end
    }

    void repaintsOnlyWhenATileIsSpent()
    {
        LifetimeBar bar;
        bar.resize(658, bar.sizeHint().height());
        const TimePoint now = test::madeUpNow();
        bar.setLifetime({now, now + 60min, now + 55min, false}, QStringLiteral("Signed in."));
        bar.setNow(now);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QCOMPARE(bar.spent(), 0);
        bar.setNow(now + 59s);
        QCOMPARE(bar.spent(), 0);
        bar.setNow(now + 61s);
        QCOMPARE(bar.spent(), 1);
        QCOMPARE(bar.accessibleDescription(), QStringLiteral("Signed in."));
    }

    void paintsTheThreeColours()
    {
        setCurrentTheme(lightTheme());
        LifetimeBar bar;
        bar.resize(658, bar.sizeHint().height());
        const TimePoint now = test::madeUpNow();
        bar.setLifetime({now - 14min, now + 46min, now + 41min, false}, {});
        bar.setNow(now);
        const QImage picture = bar.grab().toImage();
        const auto at = [&](int tile) { return picture.pixelColor(tile * 11 + 4, 26 + 8); };
        QCOMPARE(at(3), lightTheme().track);
        QCOMPARE(at(30), lightTheme().bar);
        QCOMPARE(at(58), lightTheme().barSoft);
    }

    void countdown_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << qint64(300'000) << QStringLiteral("5:00");
        QTest::newRow("a second begun is shown") << qint64(271'001) << QStringLiteral("4:32");
        QTest::newRow("two digits") << qint64(61'000) << QStringLiteral("1:01");
        QTest::newRow("last") << qint64(1) << QStringLiteral("0:01");
        QTest::newRow("over") << qint64(-5000) << QStringLiteral("0:00");
    }

    void countdown()
    {
        QFETCH(qint64, left);
        QTEST(CountdownBar::minutesAndSeconds(Milliseconds(left)), "text");
    }
};

TESSERA_TEST(LifetimeBarTest)
#include "lifetime_bar_test.moc"
