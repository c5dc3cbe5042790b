// A diagram in text; hostile text stays text.
#include "ui/text/flow_mermaid.h"

#include "core/flow/flow_recorder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class FlowMermaidTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void draws()
    {
        FlowRecorder recorder(std::make_shared<test::ManualClock>());
        FlowSubject subject;
        subject.issuer = QStringLiteral("https://id.acme.example");
        subject.person = QStringLiteral("Ana");
        const FlowHandle flow = recorder.begin(FlowKind::BrowserSignIn, subject);
        flow.arrow(FlowStepKind::SignInAsked);
        flow.arrow(FlowStepKind::Callback,
                   QUrl(QStringLiteral("http://127.0.0.1:1/callback?code=canary-code")));
        FlowMessage message;
        message.method = "POST";
        message.url = QUrl(QStringLiteral("https://id.acme.example/token"));
        const int number = flow.sent(message);
        message.status = 200;
        flow.answered(number, message);
        flow.check(u"nonce", FlowVerdict::Failed);
        flow.notSent("GET", QUrl(QStringLiteral("https://id.acme.example/userinfo")));
        QCOMPARE(flowMermaid(*recorder.run(flow.id())),
                 QStringLiteral("sequenceDiagram\n"
                                "    autonumber\n"
                                "    participant U as User\n"
                                "    participant B as Browser\n"
                                "    participant T as Tessera<br/>this program\n"
                                "    participant A as Authorization server<br/>id.acme.example\n"
                                "    U->>T: Sign in\n"
                                "    B->>T: GET /callback (code)\n"
                                "    T->>A: POST /token\n"
                                "    A-->>T: 200\n"
                                "    Note over T: ✗ the nonce differs\n"
                                "    T--xA: GET /userinfo (not sent)\n"));
    }

    void hostileTextIsEscaped()
    {
        QCOMPARE(mermaidText(QStringLiteral("a;b#c<b>\"%%{")),
                 QStringLiteral("a#59;b#35;c#60;b#62;#34;#37;#37;#123;"));
        QVERIFY(!mermaidText(QStringLiteral("a\nend\u202E")).contains(u'\n'));
        FlowRun run;
        FlowStep step;
        step.kind = FlowStepKind::HttpAnswer;
        step.from = FlowParty::AuthorizationServer;
        step.to = FlowParty::Tessera;
        step.status = 400;
        step.body.fields = {{QStringLiteral("error"), QStringLiteral("x\nT->>A: <script>"), std::nullopt}};
        run.steps = {step};
        const QString text = flowMermaid(run);
        QCOMPARE(text.count(u'\n'), 5); // two for the head, two participants, one step
        QVERIFY(!text.contains(u"<script"));
    }
};

TESSERA_TEST(FlowMermaidTest)
#include "flow_mermaid_test.moc"
