// A run in rows: checks that stand together, where it stopped, what was not sent, and what rides on an arrow.
#include "ui/flow/flow_rows.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up_flows.h"
#include "ui/flow/find_bar.h"
#include "ui/flow/flow_comparison.h"
#include "ui/flow/message_words.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

using Kind = FlowRow::Kind;

QList<Kind> kinds(const FlowRun& run)
{
    QList<Kind> kinds;
    for (const FlowRow& row : flowRows(run))
        kinds << row.kind;
    return kinds;
}

} // namespace

class FlowRowsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRunOfTheDrawing()
    {
        const QList<FlowRow> rows = flowRows(stoppedSignIn());
        QCOMPARE(rows.size(), 12);
        QCOMPARE(rows[7].kind, Kind::Checks);
        QCOMPARE(rows[7].first, 7);
        QCOMPARE(rows[7].last, 9);
        QCOMPARE(rows[9].number, 9);
        QCOMPARE(rows[10].kind, Kind::Failure);
        QVERIFY(rows[10].title.startsWith(QStringLiteral("Stopped here: ")));
        QVERIFY(!rows[10].detail.isEmpty());
        QCOMPARE(rows[11].kind, Kind::NotSent);
        QCOMPARE(rows[11].number, 10);
        // The code comes back in the token request.
        QVERIFY(rows[5].secret);
        QCOMPARE(rows[5].secret, rows[6].secret);
        QCOMPARE(rows[5].secret, rows[8].secret);
        QVERIFY(!rows[9].secret && !rows[0].secret);
    }

    void checksThatWereNotMadeStandWithThoseThatWere()
    {
        const QList<FlowRow> rows = flowRows(goodSignIn());
        QCOMPARE(rows.size(), 13);
        QCOMPARE(rows[10].kind, Kind::Checks);
        QCOMPARE(rows[10].last - rows[10].first, 9); // azp, which was not checked, is one of the ten
        QVERIFY(!rows[10].allUnchecked);
        QVERIFY(!kinds(goodSignIn()).contains(Kind::Failure));
    }

    void withoutAFailedCheckItStopsAfterTheLastMessage()
    {
        const QList<FlowRow> rows = flowRows(refusedRenewal());
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows[1].isRefusal);
        QCOMPARE(rows[2].kind, Kind::Failure);
        QCOMPARE(rows[2].from, FlowParty::Tessera);
        QVERIFY(rows[0].secret); // the refresh token that was sent
    }

    void runningItHasNoEndYet()
    {
        QCOMPARE(kinds(runningSignIn()), QList<Kind>(5, Kind::Arrow) << Kind::Waiting);
        QCOMPARE(flowRows({}).size(), 0);
    }

    void onlyWhoTakesPartIsThere()
    {
        QCOMPARE(flowParties(refusedRenewal()),
                 QList<FlowParty>({FlowParty::Tessera, FlowParty::AuthorizationServer}));
        QCOMPARE(flowParties(stoppedSignIn()).size(), 5);
        QCOMPARE(flowParties({}).size(), 2);
    }

    void whatWasLeftOutIsSaid()
    {
        const QList<FlowRow> rows = flowRows(hostileRun());
        QCOMPARE(rows[0].kind, Kind::Note);
        QVERIFY(rows[0].title.contains(QStringLiteral("12")));
        QCOMPARE(messageOfRow(rows, 0), -1);
        QCOMPARE(messageOfRow(rows, 3), 1);
    }

    void wordsOfAMessage()
    {
        const FlowRun run = stoppedSignIn();
        const qsizetype tokens = flowRows(run)[9].first;
        QCOMPARE(messageTitle(run, tokens), QStringLiteral("9. Token response"));
        QCOMPARE(messageSentence(run, tokens), QStringLiteral("id.acme.example answered 200 in 184 ms."));
        QCOMPARE(spokenStep(run, tokens),
                 QStringLiteral("9. Token response, id.acme.example answered 200 in 184 ms"));
        QCOMPARE(checksOf(run, tokens).size(), 1);
        QCOMPARE(checksOf(run, 6).size(), 3);
        QCOMPARE(messageTitle(run, 99), QString());
        const QString raw = rawMessage(run.steps[tokens]);
        QVERIFY(raw.startsWith(QStringLiteral("HTTP 200\ncontent-type: application/json\n")));
        QVERIFY(raw.contains(QStringLiteral("\"expires_in\": 3600")));
    }

    void rawTextIsBounded()
    {
        const FlowRun run = hostileRun();
        for (const FlowStep& step : run.steps) {
            const QString raw = rawMessage(step);
            QVERIFY(raw.size() < 70000);
            QVERIFY(!raw.contains(QChar(0x202e)) && !raw.contains(u'\r'));
        }
    }

    void findsWordsInDrawingAndMessage()
    {
        const FlowRun run = stoppedSignIn();
        const QList<FlowRow> rows = flowRows(run);
        const auto found = [&](const QString& words, FindBar::Kind kind = FindBar::All) {
            return matchingRows(run, rows, words, kind).count(true);
        };
        QCOMPARE(found({}), rows.size());
        QCOMPARE(found(QStringLiteral("A5E1")), 1); // a fingerprint
        QCOMPARE(found(QStringLiteral("7be2")), 3); // the code, wherever it went
        QCOMPARE(found(QStringLiteral("userinfo")), 1);
        QCOMPARE(found(QStringLiteral("nowhere")), 0);
        QCOMPARE(found({}, FindBar::Failures), 2);
        QCOMPARE(found({}, FindBar::Checks), 2);
        QCOMPARE(found({}, FindBar::Messages), 10);
    }

    void twoRunsAreLaidAgainstEachOther()
    {
        const FlowRun stopped = stoppedSignIn();
        const FlowRun good = goodSignIn();
        const QList<ComparedStep> same = compareFlows(good, good);
        for (const ComparedStep& step : same)
            QVERIFY(step.isSame());
        QCOMPARE(comparisonSentence(same), QStringLiteral("Both runs went the same way."));
        const QList<ComparedStep> steps = compareFlows(stopped, good);
        qsizetype left = 0;
        qsizetype right = 0;
        qsizetype nonce = -1;
        for (qsizetype i = 0; i < steps.size(); ++i) {
            left += steps[i].left >= 0;
            right += steps[i].right >= 0;
            if (steps[i].left >= 0 && stopped.steps[steps[i].left].code == u"nonce")
                nonce = i;
        }
        QCOMPARE(left, stopped.steps.size()); // nothing is lost, nothing doubled
        QCOMPARE(right, good.steps.size());
        QVERIFY(steps[nonce].right >= 0 && !steps[nonce].isSame());
        QVERIFY(comparisonSentence(steps).contains(QStringLiteral("differ")));
        QVERIFY(compareFlows({}, {}).isEmpty());
        QCOMPARE(compareFlows(hostileRun(), stopped).size() > 4, true);
    }
};

TESSERA_TEST(FlowRowsTest)
#include "flow_rows_test.moc"
