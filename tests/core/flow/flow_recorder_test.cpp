// Which runs are kept, for how long, and who is told.
#include "core/flow/flow_recorder.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

FlowSubject of(const QString& account)
{
    FlowSubject subject;
    subject.accountId = account;
    return subject;
}

} // namespace

class FlowRecorderTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<test::ManualClock> m_clock = std::make_shared<test::ManualClock>();

private Q_SLOTS:
    void tells()
    {
        FlowRecorder recorder(m_clock);
        QSignalSpy started(&recorder, &FlowRecorder::runStarted);
        QSignalSpy added(&recorder, &FlowRecorder::stepAdded);
        QSignalSpy changed(&recorder, &FlowRecorder::runChanged);
        const FlowHandle flow = recorder.begin(FlowKind::BrowserSignIn);
        flow.arrow(FlowStepKind::SignInAsked);
        flow.end();
        QCOMPARE(started.size(), 1);
        QCOMPARE(started.first().first().toULongLong(), flow.id());
        QCOMPARE(added.size(), 1);
        QCOMPARE(changed.size(), 1);
    }

    void newestFirst()
    {
        FlowRecorder recorder(m_clock);
        const FlowHandle first = recorder.begin(FlowKind::BrowserSignIn, of(QStringLiteral("a")));
        const FlowHandle second = recorder.begin(FlowKind::Renewal, of(QStringLiteral("a")));
        recorder.begin(FlowKind::Renewal, of(QStringLiteral("b")));
        QCOMPARE(recorder.runs().size(), 3);
        QCOMPARE(recorder.runsOf(QStringLiteral("a")).first().id, second.id());
        QCOMPARE(recorder.runsOf(QStringLiteral("a")).last().id, first.id());
        QVERIFY(!recorder.run(99));
    }

    void anAccountHasItsShare()
    {
        FlowRecorder recorder(m_clock, 2, 4);
        QSignalSpy forgotten(&recorder, &FlowRecorder::runForgotten);
        for (int i = 0; i < 3; ++i)
            recorder.begin(FlowKind::Renewal, of(QStringLiteral("a")));
        QCOMPARE(recorder.runs().size(), 2);
        QCOMPARE(forgotten.size(), 1);
        QCOMPARE(forgotten.first().first().toULongLong(), quint64(1));
        for (int i = 0; i < 5; ++i)
            recorder.begin(FlowKind::Request);
        QCOMPARE(recorder.runs().size(), 4);
    }

    void forgetsAnAccount()
    {
        FlowRecorder recorder(m_clock);
        const FlowHandle theirs = recorder.begin(FlowKind::Renewal, of(QStringLiteral("a")));
        recorder.begin(FlowKind::Renewal, of(QStringLiteral("b")));
        recorder.begin(FlowKind::SignOut);
        recorder.forget(QString());
        QCOMPARE(recorder.runs().size(), 3);
        recorder.forget(QStringLiteral("a"));
        QCOMPARE(recorder.runs().size(), 2);
        QSignalSpy added(&recorder, &FlowRecorder::stepAdded);
        theirs.arrow(FlowStepKind::SignInAsked); // goes on unheard
        QVERIFY(added.isEmpty());
    }

    void clears()
    {
        FlowRecorder recorder(m_clock);
        const FlowHandle before = recorder.begin(FlowKind::Renewal);
        recorder.clear();
        QVERIFY(recorder.runs().isEmpty());
        QVERIFY(recorder.begin(FlowKind::Renewal).id() > before.id());
    }

    void fingerprintsAreEqualOverAllRuns()
    {
        FlowRecorder recorder(m_clock);
        const auto fingerprint = [&recorder] {
            const FlowHandle flow = recorder.begin(FlowKind::Renewal);
            flow.check(u"rotation", FlowVerdict::Passed,
                       {{QStringLiteral("before"), QStringLiteral("canary-1")}});
            return recorder.run(flow.id())->steps.first().compared.first().secret;
        };
        QCOMPARE(fingerprint(), fingerprint());
        FlowRecorder another(m_clock);
        const FlowHandle flow = another.begin(FlowKind::Renewal);
        flow.check(u"rotation", FlowVerdict::Passed,
                   {{QStringLiteral("before"), QStringLiteral("canary-1")}});
        QVERIFY(!(another.run(flow.id())->steps.first().compared.first().secret == fingerprint()));
    }

    void handlesOutliveIt()
    {
        auto recorder = std::make_unique<FlowRecorder>(m_clock);
        const FlowHandle flow = recorder->begin(FlowKind::Renewal);
        recorder.reset();
        flow.arrow(FlowStepKind::SignInAsked);
        flow.end();
    }
};

TESSERA_TEST(FlowRecorderTest)
#include "flow_recorder_test.moc"
