// What protocol steps tell through a handle, and what a handle without a run does.
#include "core/flow/flow_recorder.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class FlowHandleTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<test::ManualClock> m_clock;
    std::unique_ptr<FlowRecorder> m_recorder;

    FlowStep last(const FlowHandle& flow) const { return m_recorder->run(flow.id())->steps.last(); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<test::ManualClock>();
        m_recorder = std::make_unique<FlowRecorder>(m_clock);
    }

    void anEmptyOneDoesNothing()
    {
        const FlowHandle nobody;
        QVERIFY(!nobody);
        QCOMPARE(nobody.id(), quint64(0));
        QCOMPARE(nobody.sent({}), 0);
        nobody.answered(0, {});
        nobody.unanswered(0, {});
        nobody.arrow(FlowStepKind::SignInAsked);
        nobody.notSent("GET", {});
        nobody.check(u"state", FlowVerdict::Passed);
        nobody.note(u"note.stored");
        nobody.describe({});
        nobody.setBrowser({});
        nobody.end();
        QVERIFY(!nobody.toResourceServer());
    }

    void parties()
    {
        const FlowHandle flow = m_recorder->begin(FlowKind::BrowserSignIn);
        const auto ends = [&](FlowStepKind kind) {
            flow.arrow(kind);
            return std::pair(last(flow).from, last(flow).to);
        };
        using enum FlowParty;
        QVERIFY(ends(FlowStepKind::SignInAsked) == std::pair(User, Tessera));
        QVERIFY(ends(FlowStepKind::AddressOpened) == std::pair(Tessera, Browser));
        QVERIFY(ends(FlowStepKind::AuthorizationRequest) == std::pair(Browser, AuthorizationServer));
        QVERIFY(!last(flow).seen);
        QVERIFY(ends(FlowStepKind::ServerPage) == std::pair(Browser, User));
        QVERIFY(ends(FlowStepKind::PersonAnswers) == std::pair(User, AuthorizationServer));
        QVERIFY(!last(flow).seen);
        QVERIFY(ends(FlowStepKind::Redirect) == std::pair(AuthorizationServer, Browser));
        QVERIFY(ends(FlowStepKind::Callback) == std::pair(Browser, Tessera));
        QVERIFY(last(flow).seen);
        QVERIFY(ends(FlowStepKind::CodeShown) == std::pair(Tessera, User));
    }

    void theCodeComesBack()
    {
        const FlowHandle flow = m_recorder->begin(FlowKind::BrowserSignIn);
        flow.arrow(FlowStepKind::Callback,
                   QUrl(QStringLiteral("http://127.0.0.1:1/cb?code=canary-code&state=canary-state")));
        const FlowStep callback = last(flow);
        QCOMPARE(callback.address, QStringLiteral("http://127.0.0.1:1/cb"));
        FlowMessage request;
        request.method = "POST";
        request.url = QUrl(QStringLiteral("https://op.example/token"));
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = "code=canary-code";
        flow.sent(request);
        QCOMPARE(last(flow).body.fields.first().secret, callback.query.first().secret);
    }

    void resourceServer()
    {
        const FlowHandle flow = m_recorder->begin(FlowKind::Request);
        FlowMessage message;
        message.url = QUrl(QStringLiteral("https://api.example/me"));
        const int number = flow.toResourceServer().sent(message);
        QCOMPARE(last(flow).to, FlowParty::ResourceServer);
        QCOMPARE(m_recorder->run(flow.id())->resourceServer, QStringLiteral("api.example"));
        message.status = 200;
        flow.toResourceServer().answered(number, message);
        QCOMPARE(last(flow).from, FlowParty::ResourceServer);
        QCOMPARE(last(flow).answerTo, number);
    }

    void checksCompare()
    {
        const FlowHandle flow = m_recorder->begin(FlowKind::BrowserSignIn);
        flow.check(u"nonce", FlowVerdict::Failed,
                   {{QStringLiteral("sent"), QStringLiteral("canary-1")},
                    {QStringLiteral("id_token"), QStringLiteral("canary-2")},
                    {QStringLiteral("issuer"), QStringLiteral("https://op.example"), false}},
                   Error{ErrorKind::Untrusted, QStringLiteral("id_token.nonce_mismatch"), {}, {}});
        const FlowStep check = last(flow);
        QVERIFY(check.compared[0].secret && check.compared[1].secret && !check.compared[2].secret);
        QVERIFY(!(check.compared[0].secret == check.compared[1].secret));
        QVERIFY(check.compared[0].value.isEmpty());
        QCOMPARE(check.compared[2].value, QStringLiteral("https://op.example"));
        QCOMPARE(check.number, 0);
    }

    void theLastHandleEndsTheRun()
    {
        FlowHandle flow = m_recorder->begin(FlowKind::Renewal);
        const quint64 id = flow.id();
        {
            const FlowHandle copy = flow.toResourceServer();
            flow = {};
            QCOMPARE(m_recorder->run(id)->state, FlowState::Running);
        }
        QCOMPARE(m_recorder->run(id)->state, FlowState::Stopped);
        QCOMPARE(m_recorder->run(id)->stoppedBy->code, QStringLiteral("cancelled"));
    }

    void describes()
    {
        const FlowHandle flow =
            m_recorder->begin(FlowKind::BrowserSignIn, {{}, QStringLiteral("Acme"), {}, {}});
        flow.describe(
            {QStringLiteral("id"), {}, QStringLiteral("https://op.example"), QStringLiteral("Ana")});
        const FlowRun run = *m_recorder->run(flow.id());
        QCOMPARE(run.label, QStringLiteral("Acme"));
        QCOMPARE(run.accountId, QStringLiteral("id"));
        QCOMPARE(run.person, QStringLiteral("Ana"));
    }
};

TESSERA_TEST(FlowHandleTest)
#include "flow_handle_test.moc"
