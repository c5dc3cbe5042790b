#include "tests/providers/google_twin.h"

#include <QJsonArray>
#include <QUrl>

namespace tessera::test {
namespace {

constexpr std::chrono::hours kTestingLife{24 * 7};
constexpr std::chrono::hours kUnusedLife{24 * 182};
constexpr Seconds kAccessLife{3599};

/// Sign-in alone is not what the 7 days are about.
bool asksForMoreThanWho(const QString& scope)
{
    for (const QString& word : scope.split(u' ', Qt::SkipEmptyParts))
        if (word != u"openid" && word != u"profile" && word != u"email")
            return true;
    return false;
}

} // namespace

GoogleTwin::GoogleTwin(std::shared_ptr<const Clock> clock) : Twin(clock), m_api(this, clock) {}

void GoogleTwin::withdrawAccess()
{
    for (const TwinGrantPtr& grant : m_grants)
        grant->ended = true;
    m_consented = false;
}

LoopbackResponse GoogleTwin::answer(const TwinRequest& request)
{
    if (request.path == u"/.well-known/openid-configuration")
        return discovery();
    if (request.path == u"/o/oauth2/v2/auth")
        return authorize(request);
    return notFound();
}

LoopbackResponse GoogleTwin::answerApi(const TwinRequest& request)
{
    if (request.path == u"/oauth2/v3/certs")
        return keySet();
    if (request.path == u"/token" && request.method == "POST")
        return token(request);
    if (request.path == u"/revoke" && request.method == "POST")
        return revoke(request);
    if (request.path == u"/v1/userinfo")
        return userInfo(request);
    return notFound();
}

LoopbackResponse GoogleTwin::discovery() const
{
    const auto list = [](std::initializer_list<const char*> words) {
        QJsonArray array;
        for (const char* word : words)
            array.append(QString::fromLatin1(word));
        return array;
    };
    const QString api = m_api.origin();
    return json({{QStringLiteral("issuer"), issuer()},
                 {QStringLiteral("authorization_endpoint"), issuer() + QStringLiteral("/o/oauth2/v2/auth")},
                 {QStringLiteral("token_endpoint"), api + QStringLiteral("/token")},
                 {QStringLiteral("userinfo_endpoint"), api + QStringLiteral("/v1/userinfo")},
                 {QStringLiteral("revocation_endpoint"), api + QStringLiteral("/revoke")},
                 {QStringLiteral("jwks_uri"), api + QStringLiteral("/oauth2/v3/certs")},
                 {QStringLiteral("response_types_supported"), list({"code", "token", "id_token"})},
                 {QStringLiteral("subject_types_supported"), list({"public"})},
                 {QStringLiteral("id_token_signing_alg_values_supported"), list({"RS256"})},
                 {QStringLiteral("scopes_supported"), list({"openid", "email", "profile"})},
                 {QStringLiteral("token_endpoint_auth_methods_supported"),
                  list({"client_secret_post", "client_secret_basic"})},
                 {QStringLiteral("code_challenge_methods_supported"), list({"plain", "S256"})},
                 {QStringLiteral("authorization_response_iss_parameter_supported"), true}});
}

LoopbackResponse GoogleTwin::authorize(const TwinRequest& request)
{
    const QUrl redirect(request.field(u"redirect_uri"));
    if (request.field(u"client_id") != clientId())
        return page("Error 401: invalid_client", 401);
    if (request.field(u"response_type") != u"code" || redirect.host() != u"127.0.0.1")
        return page("Error 400: redirect_uri_mismatch", 400);
    const FormFields state{{QStringLiteral("state"), request.field(u"state")},
                           {QStringLiteral("iss"), issuer()}};
    if (holdsScope(request.field(u"scope"), u"offline_access"))
        return redirectTo(redirect.toString(),
                          state + FormFields{{QStringLiteral("error"), QStringLiteral("invalid_scope")}});
    const TwinGrantPtr grant = grantFrom(request);
    if (!alsoGrants.isEmpty())
        grant->scope += u' ' + alsoGrants;
    grant->offline =
        request.field(u"access_type") == u"offline" &&
        (!m_consented || request.field(u"prompt").split(u' ').contains(QStringLiteral("consent")));
    m_consented = true;
    m_grants.append(grant);
    return redirectTo(redirect.toString(),
                      state +
                          FormFields{{QStringLiteral("code"), codes.issue({grant, {}}, QStringLiteral("4/"))},
                                     {QStringLiteral("scope"), scopeAnswer(grant->scope)}});
}

LoopbackResponse GoogleTwin::token(const TwinRequest& request)
{
    const auto basic = request.basic();
    const QString id = basic ? basic->first : request.field(u"client_id");
    const QString secret = basic ? basic->second : request.field(u"client_secret");
    if (id != clientId())
        return oauthError("invalid_client", "The OAuth client was not found.", 401);
    if (secret.isEmpty())
        return oauthError("invalid_request", "client_secret is missing.");
    if (secret != clientSecret())
        return oauthError("invalid_client", "The provided client secret is invalid.", 401);
    if (request.field(u"grant_type") == u"authorization_code")
        return redeemCode(request);
    if (request.field(u"grant_type") == u"refresh_token")
        return refresh(request);
    return oauthError("unsupported_grant_type", "Invalid grant_type");
}

LoopbackResponse GoogleTwin::redeemCode(const TwinRequest& request)
{
    const TwinGrantPtr grant = redeem(request);
    if (!grant)
        return oauthError("invalid_grant", "Malformed auth code.");
    QJsonObject body = tokens(grant);
    if (grant->offline)
        body.insert(u"refresh_token", newRefreshToken(grant));
    return json(body);
}

QString GoogleTwin::newRefreshToken(const TwinGrantPtr& grant)
{
    const QString text = refreshTokens.issue({grant, now() + kUnusedLife}, QStringLiteral("1//"));
    m_refreshTokens.append(text);
    if (m_refreshTokens.size() > mostRefreshTokens)
        refreshTokens.known(m_refreshTokens.takeFirst())->ended = true;
    return text;
}

LoopbackResponse GoogleTwin::refresh(const TwinRequest& request)
{
    TwinToken* token = refreshTokens.live(request.field(u"refresh_token"), now());
    const bool tooOld = token && inTesting && asksForMoreThanWho(token->grant->scope) &&
                        now() >= token->grant->since + kTestingLife;
    if (!token || tooOld)
        return oauthError("invalid_grant", "Token has been expired or revoked.");
    token->ends = now() + kUnusedLife;
    token->grant->nonce.clear(); // OpenID Core 12.2: not in a renewed ID token
    return json(tokens(token->grant));
}

QJsonObject GoogleTwin::tokens(const TwinGrantPtr& grant)
{
    const QString access = accessTokens.issue({grant, now() + kAccessLife}, QStringLiteral("ya29."));
    QJsonObject body{{QStringLiteral("access_token"), access},
                     {QStringLiteral("expires_in"), double(kAccessLife.count())},
                     {QStringLiteral("scope"), scopeAnswer(grant->scope)},
                     {QStringLiteral("token_type"), QStringLiteral("Bearer")}};
    if (holdsScope(grant->scope, u"openid"))
        body.insert(u"id_token", idToken(issuer(), *grant, access, {{QStringLiteral("azp"), clientId()}}));
    return body;
}

QString GoogleTwin::scopeAnswer(const QString& scope) const
{
    if (!expandsScopes)
        return scope;
    QStringList words;
    for (const QString& word : scope.split(u' ', Qt::SkipEmptyParts))
        words += word == u"profile" || word == u"email"
                     ? QStringLiteral("https://www.googleapis.com/auth/userinfo.") + word
                     : word;
    return words.join(u' ');
}

LoopbackResponse GoogleTwin::revoke(const TwinRequest& request)
{
    const QString text = request.field(u"token");
    const TwinToken* token = refreshTokens.live(text, now());
    if (!token)
        token = accessTokens.live(text, now());
    if (!token)
        return oauthError("invalid_token", "Token expired or revoked");
    withdrawAccess();
    return json({});
}

LoopbackResponse GoogleTwin::userInfo(const TwinRequest& request)
{
    if (!accessTokens.live(request.bearer(), now()))
        return oauthError("invalid_request", "Invalid Credentials", 401);
    return json({{QStringLiteral("sub"), person.subject},
                 {QStringLiteral("name"), person.name},
                 {QStringLiteral("email"), person.email},
                 {QStringLiteral("email_verified"), true}});
}

} // namespace tessera::test
