// Where things stand in a drawn run: on the drawing's own places, narrow and wide, and nothing beside its
// room.
#include "ui/flow/sequence_layout.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

const QList<FlowParty> kAll{FlowParty::User, FlowParty::Browser, FlowParty::Tessera,
                            FlowParty::AuthorizationServer, FlowParty::ResourceServer};

FlowRow arrow(FlowParty from, FlowParty to, bool secret = false)
{
    FlowRow row;
    row.from = from;
    row.to = to;
    if (secret)
        row.secret = FlowSecret{1, 1, 22};
    return row;
}

FlowRow box(FlowRow::Kind kind, FlowParty at)
{
    FlowRow row = arrow(at, at);
    row.kind = kind;
    return row;
}

} // namespace

class SequenceLayoutTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lifelinesStandWhereTheDrawingHasThem()
    {
        const SequenceLayout layout(kAll, 664, 16);
        QCOMPARE(layout.x(FlowParty::User), 66);
        QCOMPARE(layout.x(FlowParty::Browser), 199);
        QCOMPARE(layout.x(FlowParty::Tessera), 332);
        QCOMPARE(layout.x(FlowParty::AuthorizationServer), 464);
        QCOMPARE(layout.x(FlowParty::ResourceServer), 597);
    }

    void whoTakesNoPartHasNoLifeline()
    {
        const SequenceLayout layout({FlowParty::Tessera, FlowParty::AuthorizationServer}, 600, 16);
        QCOMPARE(layout.x(FlowParty::Tessera), 150);
        QCOMPARE(layout.x(FlowParty::AuthorizationServer), 450);
        QCOMPARE(SequenceLayout({}, 600, 16).x(FlowParty::Tessera), layout.width() / 2); // and nothing breaks
    }

    void veryWideItStaysTogetherInTheMiddle()
    {
        const SequenceLayout layout({FlowParty::Tessera, FlowParty::AuthorizationServer}, 2000, 16);
        QCOMPARE(layout.x(FlowParty::AuthorizationServer) - layout.x(FlowParty::Tessera), 400);
        QCOMPARE(layout.x(FlowParty::Tessera), 800);
        QVERIFY(SequenceLayout(kAll, 100, 16).width() >= SequenceLayout::leastWidth(5)); // it scrolls
    }

    void fromRightToLeftThePersonStandsAtTheRight()
    {
        const SequenceLayout layout(kAll, 664, 16, true);
        QVERIFY(layout.x(FlowParty::User) > layout.x(FlowParty::Browser));
        QCOMPARE(layout.x(FlowParty::User), 597);
    }

    void anArrowEndsBesideBothLifelines()
    {
        const SequenceLayout layout(kAll, 664, 16);
        const ArrowPlace there =
            layout.arrow(arrow(FlowParty::Tessera, FlowParty::AuthorizationServer), 60, 0);
        QCOMPARE(there.disc.x(), 332);
        QVERIFY(there.start > 332 + SequenceLayout::kDisc && there.tip < 464);
        const ArrowPlace back =
            layout.arrow(arrow(FlowParty::AuthorizationServer, FlowParty::Tessera), 60, 0);
        QVERIFY(back.start < 464 - SequenceLayout::kDisc && back.tip > 332);
        QCOMPARE(there.y, 24);
    }

    void aLabelStandsInTheMiddleAndGivesWayToThePattern()
    {
        const SequenceLayout layout(kAll, 664, 16);
        const ArrowPlace bare = layout.arrow(arrow(FlowParty::Browser, FlowParty::Tessera), 79, 0);
        QCOMPARE(bare.labelLeft + 79 / 2.0, (199 + 332) / 2.0);
        const ArrowPlace rides = layout.arrow(arrow(FlowParty::Browser, FlowParty::Tessera, true), 79, 0);
        QCOMPARE(rides.pattern.x(), 332 - 12 - 14);
        QVERIFY(rides.labelLeft + 79 < rides.pattern.x());
        const ArrowPlace back = layout.arrow(arrow(FlowParty::Tessera, FlowParty::Browser, true), 79, 0);
        QVERIFY(back.pattern.x() > 199 && back.labelLeft > back.pattern.x() + 14);
    }

    void whatDoesNotFitIsCutTheQuietWordsFirst()
    {
        const SequenceLayout layout(kAll, 664, 16);
        const FlowRow row = arrow(FlowParty::Browser, FlowParty::Tessera);
        const ArrowPlace tight = layout.arrow(row, 80, 200);
        QCOMPARE(tight.titleWidth, 80);
        QVERIFY(tight.detailWidth < 60);
        const ArrowPlace cut = layout.arrow(row, 5000, 5000);
        QVERIFY(cut.titleWidth < 133);
        QCOMPARE(cut.detailWidth, 0);
        QVERIFY(cut.labelLeft > 199 && cut.labelLeft + cut.titleWidth < 332);
    }

    void anArrowToItselfHasNoLine()
    {
        const SequenceLayout layout(kAll, 664, 16);
        for (bool secret : {false, true}) {
            const ArrowPlace place =
                layout.arrow(arrow(FlowParty::Tessera, FlowParty::Tessera, secret), 40, 10);
            QCOMPARE(place.tip, place.start);
            QVERIFY(place.labelLeft > place.disc.x());
            QVERIFY(place.titleWidth > 30);
        }
    }

    void boxesStandOnTheLifelineAndInsideThePage()
    {
        const SequenceLayout layout(kAll, 664, 16);
        const QRectF checks = layout.box(box(FlowRow::Kind::Checks, FlowParty::Tessera), 145);
        QCOMPARE(checks.center().x(), 332);
        QCOMPARE(checks.height(), 26);
        for (FlowParty party : kAll)
            for (double words : {10.0, 200.0, 9000.0})
                for (auto kind : {FlowRow::Kind::Checks, FlowRow::Kind::Note, FlowRow::Kind::Failure}) {
                    const QRectF place = layout.box(box(kind, party), words, 2);
                    QVERIFY(place.left() >= 0 && place.right() <= layout.width());
                    QVERIFY(place.bottom() <= layout.height(kind, 2));
                }
        QCOMPARE(layout.box(box(FlowRow::Kind::Failure, FlowParty::Tessera), 250, 1).height(), 58);
    }

    void rowsGrowWithTheFont()
    {
        const SequenceLayout small(kAll, 664, 16);
        const SequenceLayout large(kAll, 664, 40);
        QCOMPARE(small.height(FlowRow::Kind::Arrow), 40);
        QVERIFY(large.height(FlowRow::Kind::Arrow) >= 64);
        QVERIFY(large.height(FlowRow::Kind::Checks) > small.height(FlowRow::Kind::Checks));
        QVERIFY(small.height(FlowRow::Kind::Failure, 3) > small.height(FlowRow::Kind::Failure, 1));
    }
};

TESSERA_TEST(SequenceLayoutTest)
#include "sequence_layout_test.moc"
