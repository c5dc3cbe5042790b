#include "tests/providers/github_twin.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

constexpr std::chrono::hours kAccessLife{8};
constexpr std::chrono::hours kRefreshLife{24 * 182};
constexpr qsizetype kMostTokens = 10;
const QString kApplications = QStringLiteral("/api/v3/applications/");

QJsonObject refused(const char* code, const char* description)
{
    return {{QStringLiteral("error"), QString::fromLatin1(code)},
            {QStringLiteral("error_description"), QString::fromLatin1(description)},
            {QStringLiteral("error_uri"), QStringLiteral("https://docs.github.com/errors")}};
}

/// As a form unless JSON is asked for; an error has status 200 like everything else.
LoopbackResponse formOrJson(const TwinRequest& request, const QJsonObject& body)
{
    if (request.header("Accept").contains("application/json"))
        return {
            200, "application/json; charset=utf-8", QJsonDocument(body).toJson(QJsonDocument::Compact), {}};
    FormFields fields;
    for (auto it = body.begin(); it != body.end(); ++it)
        fields.append({it.key(), it.value().toVariant().toString()});
    return {200, "application/x-www-form-urlencoded; charset=utf-8", encodeForm(fields), {}};
}

QJsonObject badCredentials()
{
    return {{QStringLiteral("message"), QStringLiteral("Bad credentials")},
            {QStringLiteral("documentation_url"), QStringLiteral("https://docs.github.com/rest")}};
}

} // namespace

GithubTwin::GithubTwin(std::shared_ptr<const Clock> clock) : Twin(std::move(clock)) {}

LoopbackResponse GithubTwin::answer(const TwinRequest& request)
{
    if (request.path == u"/.well-known/oauth-authorization-server/login/oauth")
        return metadata();
    if (request.path == u"/login/oauth/authorize")
        return authorize(request);
    if (request.path == u"/login/oauth/access_token" && request.method == "POST")
        return formOrJson(request, token(request));
    if (request.path == u"/login/device/code" && request.method == "POST")
        return formOrJson(request, deviceCode(request));
    if (request.path.startsWith(QStringLiteral("/api/v3/")))
        return api(request);
    return notFound();
}

LoopbackResponse GithubTwin::metadata() const
{
    return json({{QStringLiteral("issuer"), issuer()},
                 {QStringLiteral("authorization_endpoint"), issuer() + QStringLiteral("/authorize")},
                 {QStringLiteral("token_endpoint"), issuer() + QStringLiteral("/access_token")},
                 {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
                 {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
                 {QStringLiteral("authorization_response_iss_parameter_supported"), true}});
}

LoopbackResponse GithubTwin::authorize(const TwinRequest& request)
{
    if (request.field(u"client_id") != clientId())
        return notFound();
    const QString redirect = request.field(u"redirect_uri");
    FormFields answer{{QStringLiteral("state"), request.field(u"state")}, {QStringLiteral("iss"), issuer()}};
    const auto refuse = [&](const char* code) {
        return redirectTo(redirect,
                          answer + FormFields{{QStringLiteral("error"), QString::fromLatin1(code)}});
    };
    if (isSuspended)
        return refuse("application_suspended");
    if (!isSameLoopbackAddress(QStringLiteral("http://127.0.0.1/callback"), redirect))
        return refuse("redirect_uri_mismatch");
    if (request.has(u"code_challenge") && request.field(u"code_challenge_method") != u"S256")
        return refuse("invalid_request");
    const QString code = codes.issue({grantFrom(request), {}});
    return redirectTo(redirect, answer + FormFields{{QStringLiteral("code"), code}});
}

QJsonObject GithubTwin::deviceCode(const TwinRequest& request)
{
    if (request.field(u"client_id") != clientId())
        return refused("incorrect_client_credentials", "The client_id passed is incorrect.");
    if (!deviceFlowEnabled)
        return refused("device_flow_disabled", "Device Flow must be explicitly enabled for this App");
    const TwinGrantPtr grant = grantFrom(request);
    grant->byDevice = true;
    QJsonObject body = device.begin(grant, now());
    body.insert(u"verification_uri", origin() + QStringLiteral("/login/device"));
    return body;
}

QJsonObject GithubTwin::token(const TwinRequest& request)
{
    const auto basic = request.basic();
    const QString id = basic ? basic->first : request.field(u"client_id");
    if (id != clientId())
        return refused("incorrect_client_credentials",
                       "The client_id and/or client_secret passed are incorrect.");
    const QString type = request.field(u"grant_type");
    if (type == u"urn:ietf:params:oauth:grant-type:device_code")
        return pollDevice(request);
    if (type == u"refresh_token")
        return refresh(request);
    if ((basic ? basic->second : request.field(u"client_secret")) != clientSecret())
        return refused("incorrect_client_credentials",
                       "The client_id and/or client_secret passed are incorrect.");
    return redeemCode(request);
}

QJsonObject GithubTwin::redeemCode(const TwinRequest& request)
{
    const TwinGrantPtr grant = redeem(request);
    if (!grant)
        return refused("bad_verification_code", "The code passed is incorrect or expired.");
    if (!emailIsVerified)
        return refused("unverified_user_email", "The user must have a verified primary email.");
    return tokens(grant);
}

QJsonObject GithubTwin::pollDevice(const TwinRequest& request)
{
    using Poll = TwinDeviceCodes::Poll;
    const TwinDeviceCodes::Answer answer = device.poll(request.field(u"device_code"), now());
    switch (answer.poll) {
    case Poll::Unknown:
        return refused("incorrect_device_code", "The device_code provided is not valid.");
    case Poll::Expired:
        return refused("expired_token", "The device code has expired.");
    case Poll::TooSoon: {
        QJsonObject body = refused("slow_down", "Too many requests have been made in the same timeframe.");
        body.insert(u"interval", double(answer.interval.count()));
        return body;
    }
    case Poll::Pending:
        return refused("authorization_pending", "The authorization request is still pending.");
    case Poll::Denied:
        return refused("access_denied", "The authorization request was denied.");
    case Poll::Done:
        break;
    }
    return tokens(answer.grant);
}

QJsonObject GithubTwin::refresh(const TwinRequest& request)
{
    TwinToken* token = refreshTokens.live(request.field(u"refresh_token"), now());
    if (!token)
        return refused("bad_refresh_token", "The refresh token passed is incorrect or expired.");
    const TwinGrantPtr grant = token->grant;
    if (!grant->byDevice && request.field(u"client_secret") != clientSecret())
        return refused("incorrect_client_credentials",
                       "The client_id and/or client_secret passed are incorrect.");
    token->ended = true;
    if (TwinToken* old = accessTokens.known(m_current.value(grant.get())))
        old->ended = true;
    return tokens(grant);
}

bool GithubTwin::tokensExpire(const TwinGrant& grant) const
{
    return expiringTokens || holdsScope(grant.scope, u"offline_access");
}

QJsonObject GithubTwin::tokens(const TwinGrantPtr& grant)
{
    const bool expire = tokensExpire(*grant);
    const QString access =
        accessTokens.issue({grant, expire ? std::optional(now() + kAccessLife) : std::nullopt},
                           expiringTokens ? QStringLiteral("ghu_") : QStringLiteral("gho_"));
    m_current.insert(grant.get(), access);
    keepTen(*grant, access);
    QString scope = grant->scope;
    QJsonObject body{{QStringLiteral("access_token"), access},
                     {QStringLiteral("scope"), scope.replace(u' ', u',')},
                     {QStringLiteral("token_type"), QStringLiteral("bearer")}};
    if (!expire)
        return body;
    body.insert(u"expires_in", double(Seconds(kAccessLife).count()));
    body.insert(u"refresh_token", refreshTokens.issue({grant, now() + kRefreshLife}, QStringLiteral("ghr_")));
    body.insert(u"refresh_token_expires_in", double(Seconds(kRefreshLife).count()));
    return body;
}

void GithubTwin::keepTen(const TwinGrant& grant, const QString& accessToken)
{
    QStringList& tokens = m_byScope[grant.scope];
    tokens.append(accessToken);
    if (tokens.size() > kMostTokens)
        accessTokens.known(tokens.takeFirst())->ended = true;
}

LoopbackResponse GithubTwin::api(const TwinRequest& request)
{
    if (request.header("User-Agent").isEmpty())
        return json(
            {{QStringLiteral("message"), QStringLiteral("Request forbidden by administrative rules.")}}, 403);
    if (request.path.startsWith(kApplications) && request.method == "DELETE")
        return revoke(request, request.path.endsWith(QStringLiteral("/grant")));
    const TwinToken* token = accessTokens.live(request.bearer(), now());
    if (!token)
        return json(badCredentials(), 401);
    if (request.path == u"/api/v3/user")
        return json({{QStringLiteral("login"), person.username},
                     {QStringLiteral("id"), person.subject.toDouble()},
                     {QStringLiteral("name"), person.name},
                     {QStringLiteral("email"), QJsonValue()}});
    if (request.path != u"/api/v3/user/emails" || !holdsScope(token->grant->scope, u"user:email"))
        return json({{QStringLiteral("message"), QStringLiteral("Not Found")}}, 404);
    const QJsonArray emails{QJsonObject{{QStringLiteral("email"), QStringLiteral("other@example.test")},
                                        {QStringLiteral("primary"), false},
                                        {QStringLiteral("verified"), true}},
                            QJsonObject{{QStringLiteral("email"), person.email},
                                        {QStringLiteral("primary"), true},
                                        {QStringLiteral("verified"), true}}};
    return {200, "application/json; charset=utf-8", QJsonDocument(emails).toJson(QJsonDocument::Compact), {}};
}

LoopbackResponse GithubTwin::revoke(const TwinRequest& request, bool wholeGrant)
{
    const auto basic = request.basic();
    if (!basic || basic->first != clientId() || basic->second != clientSecret() ||
        !request.path.startsWith(kApplications + clientId() + u'/'))
        return json({{QStringLiteral("message"), QStringLiteral("Not Found")}}, 404);
    const QString text = QJsonDocument::fromJson(request.body).object().value(u"access_token").toString();
    TwinToken* token = accessTokens.live(text, now());
    if (!token)
        return json({{QStringLiteral("message"), QStringLiteral("Validation Failed")}}, 422);
    token->ended = true;
    if (wholeGrant)
        token->grant->ended = true;
    return {204, "text/plain", {}, {}};
}

} // namespace tessera::test
