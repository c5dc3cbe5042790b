// One run: numbers, times, bounds, and how it ends.
#include "core/flow/live_flow.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class LiveFlowTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<test::ManualClock> m_clock;
    std::unique_ptr<LiveFlow> m_flow;

    static FlowStep step(FlowStepKind kind)
    {
        FlowStep step;
        step.kind = kind;
        return step;
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<test::ManualClock>();
        FlowRun run;
        run.id = 7;
        m_flow = std::make_unique<LiveFlow>(run, m_clock, std::make_shared<const QByteArray>("key"));
    }

    void numbersArrowsOnly()
    {
        QCOMPARE(m_flow->add(step(FlowStepKind::HttpRequest)), 1);
        QCOMPARE(m_flow->add(step(FlowStepKind::Check)), 0);
        QCOMPARE(m_flow->add(step(FlowStepKind::Note)), 0);
        QCOMPARE(m_flow->add(step(FlowStepKind::NotSent)), 2);
    }

    void measuresAnswers()
    {
        const int request = m_flow->add(step(FlowStepKind::HttpRequest));
        m_clock->advance(Milliseconds(184));
        FlowStep answer = step(FlowStepKind::HttpAnswer);
        answer.answerTo = request;
        m_flow->add(answer);
        QVERIFY(m_flow->run().steps.last().duration == Milliseconds(184));
        QVERIFY(m_flow->run().duration == Milliseconds(184));
    }

    void stepsAreBounded()
    {
        for (int i = 0; i < LiveFlow::kSteps + 3; ++i)
            m_flow->add(step(FlowStepKind::HttpRequest));
        QCOMPARE(m_flow->run().steps.size(), LiveFlow::kSteps);
        QCOMPARE(m_flow->run().leftOut, 3);
        QCOMPARE(m_flow->run().steps.last().number, int(LiveFlow::kSteps) + 3);
    }

    void textIsBounded()
    {
        FlowStep large = step(FlowStepKind::HttpAnswer);
        large.body.text = QString(LiveFlow::kCharacters / 2, u'a');
        large.body.bytes = 10;
        m_flow->add(large);
        m_flow->add(large);
        QVERIFY(!m_flow->run().steps.last().body.isOpaque);
        m_flow->add(large);
        QVERIFY(m_flow->run().steps.last().body.isOpaque);
        QVERIFY(m_flow->run().steps.last().body.text.isEmpty());
    }

    void endsOnce()
    {
        int news = 0;
        m_flow->setListener([&news](quint64 id, LiveFlow::News) {
            QCOMPARE(id, quint64(7));
            ++news;
        });
        m_clock->advance(Milliseconds(6200));
        m_flow->end(std::nullopt);
        m_flow->end(Error{ErrorKind::Denied, QStringLiteral("late"), {}, {}});
        QCOMPARE(m_flow->run().state, FlowState::Done);
        QVERIFY(m_flow->run().duration == Milliseconds(6200));
        QVERIFY(!m_flow->run().stoppedBy);
        QCOMPARE(news, 1);
    }

    void theRefusedAnswerSaysWhy()
    {
        m_flow->add(step(FlowStepKind::HttpAnswer));
        m_flow->end(Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}});
        QCOMPARE(m_flow->run().state, FlowState::Stopped);
        QCOMPARE(m_flow->run().steps.last().error->code, QStringLiteral("invalid_grant"));
        QCOMPARE(m_flow->run().stoppedBy->code, QStringLiteral("invalid_grant"));
    }

    void secretsAreForgottenAtTheEnd()
    {
        const QString secret = QStringLiteral("canary-1");
        m_flow->secrets().learn(secret);
        m_flow->end(Error{ErrorKind::Denied, QStringLiteral("x"), QStringLiteral("it was canary-1"), {}});
        QVERIFY(!m_flow->run().stoppedBy->detail.contains(secret));
        QCOMPARE(m_flow->secrets().replacedIn(secret), secret);
        m_flow->secrets().learn(secret); // of what comes late
        m_flow->end(std::nullopt);
        QCOMPARE(m_flow->secrets().replacedIn(secret), secret);
    }
};

TESSERA_TEST(LiveFlowTest)
#include "live_flow_test.moc"
