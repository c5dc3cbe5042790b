// Titles of steps, checks, runs and lifelines.
#include "ui/text/flow_text.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

FlowStep step(FlowStepKind kind, const char* method = "", const char* address = "")
{
    FlowStep step;
    step.kind = kind;
    step.method = method;
    step.address = QString::fromLatin1(address);
    return step;
}

FlowStep answer(int status, const QList<FlowField>& fields = {})
{
    FlowStep step;
    step.kind = FlowStepKind::HttpAnswer;
    step.status = status;
    step.body.fields = fields;
    return step;
}

FlowField field(const char* name, const QString& value = QStringLiteral("x"))
{
    return {QString::fromLatin1(name), value, std::nullopt};
}

FlowStep check(const char* code, FlowVerdict verdict = FlowVerdict::Passed)
{
    FlowStep step;
    step.kind = FlowStepKind::Check;
    step.code = QString::fromLatin1(code);
    step.verdict = verdict;
    return step;
}

QString both(const FlowStep& step)
{
    return flowStepTitle(step) + u'|' + flowStepSubtitle(step);
}

} // namespace

class FlowTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void steps()
    {
        QCOMPARE(both(step(FlowStepKind::SignInAsked)), QStringLiteral("Sign in|"));
        QCOMPARE(both(step(FlowStepKind::AddressOpened)), QStringLiteral("Open address|"));
        FlowStep asked = step(FlowStepKind::AuthorizationRequest, "GET", "https://id.acme.example/authorize");
        asked.query = {field("client_id"), field("state"), field("nonce"), field("code_challenge")};
        QCOMPARE(both(asked), QStringLiteral("GET /authorize|challenge, state, nonce"));
        QCOMPARE(both(step(FlowStepKind::ServerPage)), QStringLiteral("Sign-in page|"));
        QCOMPARE(both(step(FlowStepKind::PersonAnswers)),
                 QStringLiteral("Password, consent|never seen by Tessera"));
        FlowStep redirect = step(FlowStepKind::Redirect);
        redirect.query = {field("code")};
        QCOMPARE(both(redirect), QStringLiteral("302 Found|code"));
        QCOMPARE(both(step(FlowStepKind::Callback, "GET", "http://127.0.0.1:49731/callback")),
                 QStringLiteral("GET /callback|"));
        FlowStep token =
            step(FlowStepKind::HttpRequest, "POST", "https://op/realms/a/protocol/openid-connect/token");
        token.body.fields = {field("grant_type"), field("refresh_token")};
        QCOMPARE(both(token), QStringLiteral("POST /token|refresh token"));
        QCOMPARE(both(step(FlowStepKind::NotSent, "GET", "https://op/userinfo")),
                 QStringLiteral("GET /userinfo|not sent"));
        QCOMPARE(both(step(FlowStepKind::HttpRequest, "GET", "https://op")), QStringLiteral("GET /|"));
        QCOMPARE(both(step(FlowStepKind::CodeShown, "", "https://op.example/device")),
                 QStringLiteral("Show code|op.example"));
        QCOMPARE(both(step(FlowStepKind::Pasted)), QStringLiteral("Paste address|"));
    }

    void answers()
    {
        QCOMPARE(both(answer(200, {field("access_token")})), QStringLiteral("200 tokens|"));
        QCOMPARE(both(answer(200, {field("issuer"), field("token_endpoint")})),
                 QStringLiteral("200 what the server can do|"));
        QCOMPARE(both(answer(200, {field("keys[0].kty")})), QStringLiteral("200 keys|"));
        QCOMPARE(both(answer(400, {field("error", QStringLiteral("invalid_grant"))})),
                 QStringLiteral("400 invalid_grant|"));
        QCOMPARE(both(answer(503)), QStringLiteral("503 refused|"));
        QCOMPARE(both(answer(204)), QStringLiteral("204|"));
        FlowStep none = answer(0);
        none.error = Error{ErrorKind::Timeout, QStringLiteral("net.timeout"), {}, {}};
        QCOMPARE(both(none), QStringLiteral("No answer|net.timeout"));
    }

    void hostileText()
    {
        const QString hostile = QStringLiteral("a\u202Eb\nc");
        QVERIFY(!both(answer(400, {field("error", hostile)})).contains(QChar(0x202e)));
        QVERIFY(!both(step(FlowStepKind::HttpRequest, "GET", "https://op/a%0Ab")).contains(u'\n'));
        QVERIFY(!flowStepTitle(check("\n")).contains(u'\n'));
        FlowRun run;
        run.label = hostile;
        run.person = hostile;
        QVERIFY(!flowRunTitle(run, QLocale::c()).contains(u'\n'));
        QVERIFY(!flowPartySubtitle(run, FlowParty::User).contains(QChar(0x202e)));
    }

    void checksInOneLine()
    {
        QCOMPARE(flowChecksText({check("state"), check("iss"), check("path")}),
                 QStringLiteral("state, iss and path match"));
        QCOMPARE(flowChecksText({check("state"), check("iss")}), QStringLiteral("state and iss match"));
        QCOMPARE(flowChecksText({check("pkce")}), QStringLiteral("PKCE: S256 of the verifier"));
        QCOMPARE(flowChecksText({}), QString());
    }

    void runs()
    {
        FlowRun run;
        run.kind = FlowKind::BrowserSignIn;
        run.label = QStringLiteral("Acme");
        run.state = FlowState::Stopped;
        run.duration = Milliseconds(6200);
        const QDateTime local(QDate(2026, 11, 23), QTime(14, 31, 7));
        run.startedAt = fromUnixSeconds(local.toSecsSinceEpoch());
        const QLocale c = QLocale::c();
        QCOMPARE(flowRunTitle(run, c), QStringLiteral("Sign-in at Acme, 14:31:07, stopped after 6.2 s"));
        QCOMPARE(flowRunTitle(run, QLocale(QLocale::German)),
                 QStringLiteral("Sign-in at Acme, 14:31:07, stopped after 6,2 s"));
        run.state = FlowState::Done;
        run.kind = FlowKind::Renewal;
        QCOMPARE(flowRunTitle(run, c), QStringLiteral("Renewal at Acme, 14:31:07, done in 6.2 s"));
        run.state = FlowState::Running;
        run.label.clear();
        run.issuer = QStringLiteral("https://id.acme.example");
        run.kind = FlowKind::Request;
        QCOMPARE(flowRunTitle(run, c), QStringLiteral("Request to id.acme.example, 14:31:07"));
        run.issuer.clear();
        run.kind = FlowKind::SignOut;
        QCOMPARE(flowRunTitle(run, c), QStringLiteral("Sign-out, 14:31:07"));
    }

    void parties()
    {
        FlowRun run;
        run.issuer = QStringLiteral("https://id.acme.example");
        run.person = QStringLiteral("Ana");
        run.browser = QStringLiteral("Firefox");
        run.resourceServer = QStringLiteral("api.acme.example");
        QStringList words;
        for (const FlowParty party : {FlowParty::User, FlowParty::Browser, FlowParty::Tessera,
                                      FlowParty::AuthorizationServer, FlowParty::ResourceServer})
            words += flowPartyName(party) + u'|' + flowPartySubtitle(run, party);
        QCOMPARE(words, (QStringList{QStringLiteral("User|Ana"), QStringLiteral("Browser|Firefox"),
                                     QStringLiteral("Tessera|this program"),
                                     QStringLiteral("Authorization server|id.acme.example"),
                                     QStringLiteral("Resource server|api.acme.example")}));
    }

    void secrets()
    {
        FlowSecret secret;
        secret.digits = 0xa5e1;
        secret.length = 88;
        QCOMPARE(flowSecretText(secret), QStringLiteral("a5e1, 88 characters"));
        QCOMPARE(flowSecretDigits(secret), QStringLiteral("a5e1"));
    }
};

TESSERA_TEST(FlowTextTest)
#include "flow_text_test.moc"
