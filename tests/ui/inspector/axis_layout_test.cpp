// Where things stand on the time axis, and which labels are merged.
#include "ui/inspector/axis_layout.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

const TimePoint kNow = test::madeUpNow(); // 14:19

/// Six pixels a character: no font decides a test.
int measure(const QString& text)
{
    return int(text.size()) * 6;
}

AxisLayout axis(const TokenTimes& times, int width = 580, TimePoint now = kNow)
{
    return layOutAxis(times, now, width, measure);
}

QStringList labels(const AxisLayout& layout)
{
    QStringList texts;
    for (const AxisLabel& label : layout.labels)
        texts << label.text;
    return texts;
}

TokenTimes drawing()
{
    return {kNow - 14min, kNow - 14min, kNow - 20h, kNow + 46min};
}

} // namespace

class AxisLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDrawing()
    {
        const AxisLayout layout = axis({kNow - 14min, kNow - 14min, {}, kNow + 46min});
        QCOMPARE(layout.barLeft, 73);   // an eighth of 580
        QCOMPARE(layout.barRight, 508); // seven eighths
        QCOMPARE(layout.now.x, 174);
        QCOMPARE(labels(layout),
                 (QStringList{QStringLiteral("iat, nbf 14:05"), QStringLiteral("exp 15:05")}));
        QCOMPARE(layout.nowLabel.text, QStringLiteral("now 14:19"));
        QCOMPARE(layout.life.text, QStringLiteral("46 minutes left"));
        QVERIFY(layout.life.left > layout.labels[0].right());
        QVERIFY(layout.life.right() < layout.labels[1].left);
    }

    void whatLiesFarBackStandsAtTheEnd()
    {
        const AxisLayout layout = axis(drawing());
        QCOMPARE(layout.posts.first().beyond, AxisBeyond::Before);
        QCOMPARE(layout.posts.first().x, 0);
        QCOMPARE(layout.barLeft, 73); // the life is as wide as without it
        // Merged its label would lie, so it comes only where there is room for it.
        QCOMPARE(labels(layout),
                 (QStringList{QStringLiteral("iat, nbf 14:05"), QStringLiteral("exp 15:05")}));
        QVERIFY(labels(axis(drawing(), 2000)).first().startsWith(QStringLiteral("auth_time Yesterday")));
    }

    void longSinceOver()
    {
        const AxisLayout layout = axis({kNow - 9000h, {}, {}, kNow - 8999h});
        QCOMPARE(layout.now.beyond, AxisBeyond::After);
        QCOMPARE(layout.now.x, 580);
        QVERIFY(layout.nowLabel.right() <= 580);
        QCOMPARE(layout.life.text.isEmpty() || layout.life.text == QStringLiteral("Ran out 374 days ago"),
                 true);
    }

    void aLittleOverIsShownWhereItIs()
    {
        const AxisLayout layout = axis({kNow - 90min, {}, {}, kNow - 30min});
        QCOMPARE(layout.now.beyond, AxisBeyond::No);
        QVERIFY(layout.now.x > layout.barRight);
    }

    void notYetValid()
    {
        const AxisLayout layout = axis({{}, kNow + 5min, {}, kNow + 65min});
        QVERIFY(layout.now.x < layout.barLeft);
        QCOMPARE(lifeText({{}, kNow + 5min, {}, kNow + 65min}, kNow), QStringLiteral("Valid in 5 minutes"));
    }

    void onlyAnEnd()
    {
        const AxisLayout layout = axis({{}, {}, {}, kNow + 60min});
        QCOMPARE(layout.barLeft, 0);
        QVERIFY(layout.barRight > layout.now.x);
    }

    void onlyABeginning()
    {
        const AxisLayout layout = axis({kNow - 60min, {}, {}, {}});
        QCOMPARE(layout.barRight, 580);
        QCOMPARE(lifeText({kNow - 60min, {}, {}, {}}, kNow), QStringLiteral("Never runs out"));
    }

    void oddOnes_data()
    {
        QTest::addColumn<TokenTimes>("times");
        QTest::newRow("ends before it begins") << TokenTimes{kNow, kNow, {}, kNow - 60min};
        QTest::newRow("lives for no time") << TokenTimes{kNow, kNow, {}, kNow};
        QTest::newRow("A292 from 1970 to 9999")
            << TokenTimes{fromUnixSeconds(0), {}, {}, fromUnixSeconds(253402300799)};
        QTest::newRow("only a sign-in") << TokenTimes{{}, {}, kNow - 60min, {}};
        QTest::newRow("all a second apart") << TokenTimes{kNow - 3s, kNow - 2s, kNow - 4s, kNow - 1s};
    }

    /// Whatever the times: everything stands on the axis and no label touches another.
    void oddOnes()
    {
        QFETCH(TokenTimes, times);
        for (int width : {200, 300, 580, 1400}) {
            const AxisLayout layout = axis(times, width);
            QVERIFY(layout.barLeft >= 0 && layout.barLeft <= layout.barRight && layout.barRight <= width);
            QVERIFY(layout.now.x >= 0 && layout.now.x <= width);
            for (const AxisPost& post : layout.posts)
                QVERIFY(post.x >= 0 && post.x <= width);
            for (qsizetype i = 1; i < layout.labels.size(); ++i)
                QVERIFY(layout.labels[i - 1].right() < layout.labels[i].left);
        }
    }

    void labelsThatWouldTouchAreOne()
    {
        const TokenTimes times{kNow - 14min, kNow - 13min, kNow - 15min, kNow + 46min};
        QCOMPARE(labels(axis(times, 580)),
                 (QStringList{QStringLiteral("auth_time 14:04, iat 14:05, nbf 14:06"),
                              QStringLiteral("exp 15:05")}));
    }

    void left_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("days") << 50 * 3600 << QStringLiteral("2 days left");
        QTest::newRow("hours") << 2 * 3600 << QStringLiteral("2 hours left");
        QTest::newRow("minutes") << 7199 << QStringLiteral("119 minutes left");
        QTest::newRow("one minute") << 119 << QStringLiteral("1 minute left");
        QTest::newRow("seconds") << 59 << QStringLiteral("less than a minute left");
        QTest::newRow("over") << 0 << QStringLiteral("Ran out less than a minute ago");
    }

    void left()
    {
        QFETCH(int, seconds);
        QTEST(lifeText({kNow - 1h, {}, {}, kNow + Seconds(seconds)}, kNow), "words");
    }
};

TESSERA_TEST(AxisLayoutTest)
#include "axis_layout_test.moc"
