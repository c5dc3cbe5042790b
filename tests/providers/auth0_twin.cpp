#include "tests/providers/auth0_twin.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

constexpr Seconds kAccessLife{86400};

} // namespace

Auth0Twin::Auth0Twin(std::shared_ptr<const Clock> clock) : Twin(std::move(clock)) {}

LoopbackResponse Auth0Twin::answer(const TwinRequest& request)
{
    if (request.path == u"/.well-known/openid-configuration")
        return discovery();
    if (request.path == u"/.well-known/jwks.json")
        return keySet();
    if (request.path == u"/authorize")
        return authorize(request);
    if (request.path == u"/userinfo")
        return accessTokens.live(request.bearer(), now())
                   ? json({{QStringLiteral("sub"), person.subject}, {QStringLiteral("name"), person.name}})
                   : json({{QStringLiteral("error"), QStringLiteral("Unauthorized")}}, 401);
    if (request.method != "POST")
        return notFound();
    if (request.path == u"/oauth/token")
        return token(request);
    if (request.path == u"/oauth/revoke") {
        if (const TwinToken* token = refreshTokens.known(request.field(u"token")))
            token->grant->ended = true;
        return {200, "text/plain", {}, {}};
    }
    return notFound();
}

LoopbackResponse Auth0Twin::discovery() const
{
    const auto address = [this](const char* path) { return origin() + QString::fromLatin1(path); };
    return json({{QStringLiteral("issuer"), issuer()},
                 {QStringLiteral("authorization_endpoint"), address("/authorize")},
                 {QStringLiteral("token_endpoint"), address("/oauth/token")},
                 {QStringLiteral("revocation_endpoint"), address("/oauth/revoke")},
                 {QStringLiteral("userinfo_endpoint"), address("/userinfo")},
                 {QStringLiteral("jwks_uri"), address("/.well-known/jwks.json")},
                 {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
                 {QStringLiteral("subject_types_supported"), QJsonArray{QStringLiteral("public")}},
                 {QStringLiteral("id_token_signing_alg_values_supported"),
                  QJsonArray{QStringLiteral("HS256"), QStringLiteral("RS256")}},
                 {QStringLiteral("code_challenge_methods_supported"),
                  QJsonArray{QStringLiteral("S256"), QStringLiteral("plain")}},
                 {QStringLiteral("token_endpoint_auth_methods_supported"),
                  QJsonArray{QStringLiteral("client_secret_basic"), QStringLiteral("client_secret_post"),
                             QStringLiteral("none")}}});
}

LoopbackResponse Auth0Twin::authorize(const TwinRequest& request)
{
    const QString redirect = request.field(u"redirect_uri");
    if (request.field(u"client_id") != clientId())
        return page("Unknown client", 400);
    if (!callbacks.contains(redirect))
        return page("Callback URL mismatch.", 403);
    const TwinGrantPtr grant = grantFrom(request);
    grant->offline = holdsScope(grant->scope, u"offline_access");
    return redirectTo(redirect, {{QStringLiteral("code"), codes.issue({grant, {}})},
                                 {QStringLiteral("state"), request.field(u"state")}});
}

LoopbackResponse Auth0Twin::token(const TwinRequest& request)
{
    if (request.field(u"client_id") != clientId())
        return oauthError("access_denied", "Unauthorized", 401);
    if (request.field(u"grant_type") == u"refresh_token")
        return refresh(request);
    if (request.field(u"grant_type") != u"authorization_code")
        return oauthError("unsupported_grant_type", "Unsupported grant type");
    const TwinGrantPtr grant = redeem(request);
    if (!grant)
        return oauthError("invalid_grant", "Invalid authorization code", 403);
    m_last = grant;
    return tokens(grant, 0);
}

LoopbackResponse Auth0Twin::refresh(const TwinRequest& request)
{
    const TwinToken* token = refreshTokens.live(request.field(u"refresh_token"), now());
    if (!token)
        return oauthError("invalid_grant", "Unknown or invalid refresh token.", 403);
    const TwinGrantPtr grant = token->grant;
    const Family& family = m_families[grant.get()];
    const bool newest = token->generation == family.generation;
    const bool onceMore =
        token->generation == family.generation - 1 && now() < family.rotatedAt + reuseWindow;
    if (!newest && !onceMore) {
        grant->ended = true;
        return oauthError("invalid_grant", "Unknown or invalid refresh token.", 403);
    }
    grant->nonce.clear();
    return tokens(grant, token->generation + 1);
}

LoopbackResponse Auth0Twin::tokens(const TwinGrantPtr& grant, int generation)
{
    Family& family = m_families[grant.get()];
    if (generation > family.generation)
        family = {generation, now()};
    const QString access = accessTokens.issue({grant, now() + kAccessLife});
    QJsonObject body{{QStringLiteral("access_token"), access},
                     {QStringLiteral("scope"), grant->scope},
                     {QStringLiteral("expires_in"), double(kAccessLife.count())},
                     {QStringLiteral("token_type"), QStringLiteral("Bearer")}};
    if (holdsScope(grant->scope, u"openid"))
        body.insert(u"id_token", idToken(issuer(), *grant, access));
    if (grant->offline)
        body.insert(u"refresh_token",
                    refreshTokens.issue({grant, {}, false, generation}, QStringLiteral("v1.")));
    return json(body);
}

} // namespace tessera::test
