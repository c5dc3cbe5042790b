#include "tests/ui/made_up_flows.h"

#include "tests/ui/made_up.h"

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

const FlowSecret kCode{0x7be2, 0b011101110, 43};
const FlowSecret kState{0x2c41, 0b110010011, 22};
const FlowSecret kNonce{0x6a90, 0b001011101, 22};
const FlowSecret kOtherNonce{0xd34b, 0b101110100, 22};
const FlowSecret kAccess{0xa5e1, 0b010101011, 1204};
const FlowSecret kRefresh{0x1f7c, 0b111011111, 88};
const FlowSecret kIdToken{0x93d2, 0b110101010, 842};

const QString kIssuer = QStringLiteral("https://id.acme.example");

FlowField plain(const char* name, const char* value)
{
    return {QString::fromUtf8(name), QString::fromUtf8(value), {}};
}

FlowField secret(const char* name, const FlowSecret& secret)
{
    return {QString::fromUtf8(name), {}, secret};
}

/// Fourteen seconds to half past two, when the drawing's sign-in began.
TimePoint begin()
{
    return madeUpNow() + 12min + 7s;
}

/// Adds steps with their numbers and times.
class Story
{
public:
    Story(FlowKind kind, quint64 id)
    {
        m_run.id = id;
        m_run.kind = kind;
        m_run.accountId = anaAtAcme().account.id;
        m_run.label = QStringLiteral("Acme");
        m_run.issuer = kIssuer;
        m_run.person = QStringLiteral("Ana Marić");
        m_run.browser = QStringLiteral("Firefox");
        m_run.startedAt = begin() + 60s * int(id - 1);
    }

    FlowStep& arrow(FlowStepKind kind, FlowParty from, FlowParty to, bool seen = true)
    {
        FlowStep& step = add(kind, from, to);
        step.number = ++m_number;
        step.seen = seen;
        return step;
    }
    FlowStep& request(const char* method, const QString& address,
                      FlowParty to = FlowParty::AuthorizationServer)
    {
        FlowStep& step = arrow(FlowStepKind::HttpRequest, FlowParty::Tessera, to);
        step.method = method;
        step.address = address;
        step.headers = {plain("accept", "application/json")};
        m_request = step.number;
        return step;
    }
    FlowStep& answer(int status, Milliseconds duration, FlowParty from = FlowParty::AuthorizationServer)
    {
        FlowStep& step = arrow(FlowStepKind::HttpAnswer, from, FlowParty::Tessera);
        step.status = status;
        step.duration = duration;
        step.answerTo = m_request;
        step.headers = {plain("content-type", "application/json"), plain("cache-control", "no-store"),
                        plain("date", "Mon, 23 Nov 2026 13:31:13 GMT")};
        step.body.mediaType = "application/json";
        return step;
    }
    FlowStep& check(const char* code, FlowVerdict verdict = FlowVerdict::Passed)
    {
        FlowStep& step = add(FlowStepKind::Check, FlowParty::Tessera, FlowParty::Tessera);
        step.code = QString::fromUtf8(code);
        step.verdict = verdict;
        return step;
    }
    FlowStep& add(FlowStepKind kind, FlowParty from, FlowParty to)
    {
        FlowStep step;
        step.kind = kind;
        step.from = from;
        step.to = to;
        step.at = m_run.startedAt + 400ms * int(m_run.steps.size());
        m_run.steps.append(step);
        return m_run.steps.last();
    }
    FlowRun end(FlowState state, Milliseconds duration, const std::optional<Error>& why = {})
    {
        m_run.state = state;
        m_run.duration = duration;
        m_run.stoppedBy = why;
        return m_run;
    }
    FlowRun& run() { return m_run; }

private:
    FlowRun m_run;
    int m_number = 0;
    int m_request = 0;
};

void tellFrontChannel(Story& story)
{
    using P = FlowParty;
    story.arrow(FlowStepKind::SignInAsked, P::User, P::Tessera);
    const QList<FlowField> query{plain("response_type", "code"),
                                 plain("client_id", "tessera-desktop"),
                                 plain("redirect_uri", "http://127.0.0.1:49731/callback"),
                                 plain("scope", "openid profile email"),
                                 secret("state", kState),
                                 secret("nonce", kNonce),
                                 plain("code_challenge", "kN3vT1mJ0bQe5y0Jm8aUe3sQZ7gCwB1rO5mKc0H2xXs"),
                                 plain("code_challenge_method", "S256")};
    FlowStep& opened = story.arrow(FlowStepKind::AddressOpened, P::Tessera, P::Browser);
    opened.address = kIssuer + QStringLiteral("/authorize");
    opened.query = query;
    FlowStep& asked =
        story.arrow(FlowStepKind::AuthorizationRequest, P::Browser, P::AuthorizationServer, false);
    asked.method = "GET";
    asked.address = kIssuer + QStringLiteral("/authorize");
    asked.query = query;
    FlowStep& page = story.arrow(FlowStepKind::ServerPage, P::Browser, P::User, false);
    page.address = kIssuer + QStringLiteral("/authorize");
    FlowStep& person = story.arrow(FlowStepKind::PersonAnswers, P::User, P::AuthorizationServer, false);
    person.address = kIssuer + QStringLiteral("/authorize");
}

void tellCodeExchange(Story& story)
{
    using P = FlowParty;
    const QList<FlowField> answer{secret("code", kCode), secret("state", kState),
                                  plain("iss", "https://id.acme.example")};
    FlowStep& redirect = story.arrow(FlowStepKind::Redirect, P::AuthorizationServer, P::Browser);
    redirect.status = 302;
    redirect.address = QStringLiteral("http://127.0.0.1:49731/callback");
    redirect.query = answer;
    FlowStep& callback = story.arrow(FlowStepKind::Callback, P::Browser, P::Tessera);
    callback.method = "GET";
    callback.address = QStringLiteral("http://127.0.0.1:49731/callback");
    callback.query = answer;
    for (const char* code : {"state", "iss", "path"})
        story.check(code);
    FlowStep& token = story.request("POST", kIssuer + QStringLiteral("/token"));
    token.headers << plain("content-type", "application/x-www-form-urlencoded");
    token.body.mediaType = "application/x-www-form-urlencoded";
    token.body.fields = {plain("grant_type", "authorization_code"), secret("code", kCode),
                         plain("redirect_uri", "http://127.0.0.1:49731/callback"),
                         plain("client_id", "tessera-desktop"),
                         secret("code_verifier", {0x40be, 0b100101101, 64})};
    token.body.bytes = 312;
    FlowStep& tokens = story.answer(200, 184ms);
    tokens.body.fields = {plain("token_type", "Bearer"),          plain("expires_in", "3600"),
                          plain("scope", "openid profile email"), secret("access_token", kAccess),
                          secret("refresh_token", kRefresh),      secret("id_token", kIdToken)};
    tokens.body.bytes = 2311;
    tokens.body.text = QStringLiteral("{\n  \"token_type\": \"Bearer\",\n  \"expires_in\": 3600,\n"
                                      "  \"scope\": \"openid profile email\",\n"
                                      "  \"access_token\": \"[secret a5e1]\",\n"
                                      "  \"refresh_token\": \"[secret 1f7c]\",\n"
                                      "  \"id_token\": \"[secret 93d2]\"\n}");
}

} // namespace

FlowRun stoppedSignIn(quint64 id)
{
    Story story(FlowKind::BrowserSignIn, id);
    story.run().startedAt = begin();
    story.run().resourceServer = QStringLiteral("api.acme.example");
    tellFrontChannel(story);
    tellCodeExchange(story);
    const Error why{ErrorKind::Untrusted, QStringLiteral("id_token.nonce_mismatch"), {}, kIssuer};
    FlowStep& nonce = story.check("nonce", FlowVerdict::Failed);
    nonce.error = why;
    nonce.compared = {{QStringLiteral("sent"), {}, kNonce}, {QStringLiteral("id_token"), {}, kOtherNonce}};
    FlowStep& next = story.arrow(FlowStepKind::NotSent, FlowParty::Tessera, FlowParty::ResourceServer);
    next.method = "GET";
    next.address = QStringLiteral("https://api.acme.example/userinfo");
    return story.end(FlowState::Stopped, 6200ms, why);
}

FlowRun goodSignIn(quint64 id)
{
    Story story(FlowKind::BrowserSignIn, id);
    story.run().resourceServer = QStringLiteral("api.acme.example");
    tellFrontChannel(story);
    tellCodeExchange(story);
    for (const char* code :
         {"structure", "algorithm", "signature", "iss", "aud", "exp", "iat", "nonce", "at_hash"})
        story.check(code);
    story.check("azp", FlowVerdict::NotChecked);
    FlowStep& info =
        story.request("GET", QStringLiteral("https://api.acme.example/userinfo"), FlowParty::ResourceServer);
    info.headers << FlowField{QStringLiteral("authorization"), QStringLiteral("Bearer"), kAccess};
    FlowStep& person = story.answer(200, 63ms, FlowParty::ResourceServer);
    person.body.fields = {plain("sub", "248289761001"), plain("name", "Ana Marić"),
                          plain("email", "ana@acme.example")};
    return story.end(FlowState::Done, 5400ms);
}

FlowRun runningSignIn(quint64 id)
{
    Story story(FlowKind::BrowserSignIn, id);
    story.run().accountId.clear();
    story.run().person.clear();
    tellFrontChannel(story);
    return story.end(FlowState::Running, 2100ms);
}

FlowRun refusedRenewal(quint64 id)
{
    Story story(FlowKind::Renewal, id);
    FlowStep& token = story.request("POST", kIssuer + QStringLiteral("/token"));
    token.body.mediaType = "application/x-www-form-urlencoded";
    token.body.fields = {plain("grant_type", "refresh_token"), secret("refresh_token", kRefresh),
                         plain("client_id", "tessera-desktop")};
    FlowStep& refused = story.answer(400, 91ms);
    refused.body.fields = {plain("error", "invalid_grant"),
                           plain("error_description", "The grant was withdrawn.")};
    const Error why{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, kIssuer};
    refused.error = why;
    return story.end(FlowState::Stopped, 120ms, why);
}

FlowRun longRun(int messages, quint64 id)
{
    Story story(FlowKind::Request, id);
    story.run().resourceServer = QStringLiteral("api.acme.example");
    for (int i = 0; i < messages; i += 2) {
        const bool isToken = i % 8 == 0;
        const FlowParty at = isToken ? FlowParty::AuthorizationServer : FlowParty::ResourceServer;
        FlowStep& request =
            story.request(isToken ? "POST" : "GET",
                          isToken ? kIssuer + QStringLiteral("/token")
                                  : QStringLiteral("https://api.acme.example/v1/things/%1").arg(i),
                          at);
        request.headers << FlowField{QStringLiteral("authorization"), QStringLiteral("Bearer"), kAccess};
        if (isToken)
            request.body.fields = {plain("grant_type", "refresh_token"), secret("refresh_token", kRefresh)};
        story.answer(200, Milliseconds(20 + i), at).body.fields = {plain("id", "1"),
                                                                   plain("name", "a thing")};
    }
    return story.end(FlowState::Done, 90s);
}

FlowRun hostileRun(quint64 id)
{
    const QString bad =
        QStringLiteral("<img src=x onerror=1><b>\u202egnp.exe\u2066\n\r%n%1</b>") + QString(1000000, u'W');
    Story story(FlowKind::BrowserSignIn, id);
    FlowRun& run = story.run();
    run.label = run.person = run.browser = run.resourceServer = bad;
    run.issuer = QStringLiteral("https://xn--pple-43d.com/") + bad;
    FlowStep& request = story.request("GET", QStringLiteral("https://xn--pple-43d.com/") + bad);
    request.method = QByteArray("GET <b>\r\nX: 1");
    for (int i = 0; i < 500; ++i)
        request.query.append({bad.left(2000), bad.left(2000), {}});
    request.headers = request.query;
    FlowStep& answer = story.answer(200, 1ms);
    answer.body.fields = request.query;
    answer.body.text = bad + u'\n' + bad;
    answer.body.mediaType = "text/<b>";
    FlowStep& failed = story.check("<b>nobody knows</b>", FlowVerdict::Failed);
    failed.error = Error{ErrorKind::Untrusted, QStringLiteral("id_token.<b>"), bad, bad};
    failed.compared = request.query;
    FlowStep& note =
        story.add(FlowStepKind::Note, FlowParty::AuthorizationServer, FlowParty::AuthorizationServer);
    note.code = bad;
    run.leftOut = 12;
    return story.end(FlowState::Stopped, 1ms, failed.error);
}

} // namespace tessera::test
