#include "tests/providers/entra_twin.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

constexpr Seconds kAccessLife{3900};
constexpr std::chrono::hours kRefreshLife{24 * 90};

} // namespace

EntraTwin::EntraTwin(std::shared_ptr<const Clock> clock) : Twin(std::move(clock)) {}

LoopbackResponse EntraTwin::answer(const TwinRequest& request)
{
    const QString first = request.path.section(u'/', 1, 1);
    const QString rest = u'/' + request.path.section(u'/', 2);
    if (rest == u"/v2.0/.well-known/openid-configuration")
        return discovery(first);
    if (request.path == u"/common/discovery/v2.0/keys")
        return keySet();
    if (rest == u"/oauth2/v2.0/authorize")
        return authorize(request, first);
    if (rest == u"/oauth2/v2.0/token" && request.method == "POST")
        return token(request);
    if (request.path == u"/oidc/userinfo")
        return userInfo(request);
    return notFound();
}

LoopbackResponse EntraTwin::discovery(const QString& asked) const
{
    QString named = asked;
    if (asked == u"common" || asked == u"organizations")
        named = QStringLiteral("{tenantid}");
    else if (asked == u"consumers")
        named = consumers();
    else if (asked != tenant && asked != consumers())
        return oauthError("invalid_tenant", "AADSTS90002: Tenant not found.");
    const auto address = [&](const char* path) {
        return origin() + u'/' + asked + QString::fromLatin1(path);
    };
    return json(
        {{QStringLiteral("issuer"), issuerAt(named)},
         {QStringLiteral("authorization_endpoint"), address("/oauth2/v2.0/authorize")},
         {QStringLiteral("token_endpoint"), address("/oauth2/v2.0/token")},
         {QStringLiteral("jwks_uri"), origin() + QStringLiteral("/common/discovery/v2.0/keys")},
         {QStringLiteral("userinfo_endpoint"), origin() + QStringLiteral("/oidc/userinfo")},
         {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
         {QStringLiteral("subject_types_supported"), QJsonArray{QStringLiteral("pairwise")}},
         {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("RS256")}},
         {QStringLiteral("token_endpoint_auth_methods_supported"),
          QJsonArray{QStringLiteral("client_secret_post"), QStringLiteral("private_key_jwt"),
                     QStringLiteral("client_secret_basic")}}});
}

LoopbackResponse EntraTwin::authorize(const TwinRequest& request, const QString& asked)
{
    const QString redirect = request.field(u"redirect_uri");
    const QString host = QUrl(redirect).host();
    if (request.field(u"client_id") != clientId() || (host != u"127.0.0.1" && host != u"localhost"))
        return page("AADSTS50011: The redirect URI does not match.", 400);
    FormFields answer{{QStringLiteral("state"), request.field(u"state")},
                      {QStringLiteral("session_state"), QStringLiteral("006c9bb0")}};
    if (isSingleTenant && asked != tenant)
        return redirectTo(
            redirect,
            answer + FormFields{{QStringLiteral("error"), QStringLiteral("invalid_request")},
                                {QStringLiteral("error_description"),
                                 QStringLiteral("AADSTS50194: The application is not configured as a "
                                                "multi-tenant application.")}});
    const TwinGrantPtr grant = grantFrom(request);
    grant->offline = holdsScope(grant->scope, u"offline_access");
    return redirectTo(redirect, answer + FormFields{{QStringLiteral("code"), codes.issue({grant, {}})}});
}

LoopbackResponse EntraTwin::token(const TwinRequest& request)
{
    if (request.field(u"client_id") != clientId())
        return oauthError("unauthorized_client", "AADSTS700016: The application was not found.");
    if (request.has(u"client_secret"))
        return oauthError("invalid_client", "AADSTS90023: Public clients can't send a client secret.", 401);
    if (request.field(u"grant_type") == u"authorization_code") {
        const TwinGrantPtr grant = redeem(request);
        return grant
                   ? tokens(grant)
                   : oauthError("invalid_grant", "AADSTS70008: The provided authorization code has expired.");
    }
    if (request.field(u"grant_type") != u"refresh_token")
        return oauthError("unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
    const TwinToken* token = refreshTokens.live(request.field(u"refresh_token"), now());
    if (!token)
        return oauthError("invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity.");
    token->grant->nonce.clear();
    return tokens(token->grant);
}

LoopbackResponse EntraTwin::tokens(const TwinGrantPtr& grant)
{
    const QString access = accessTokens.issue({grant, now() + kAccessLife});
    QJsonObject more{{QStringLiteral("tid"), tenant},
                     {QStringLiteral("oid"), QStringLiteral("00000000-0000-4000-8000-0000000000aa")},
                     {QStringLiteral("ver"), QStringLiteral("2.0")},
                     {QStringLiteral("preferred_username"), person.email},
                     {QStringLiteral("iss"), issuerAt(tenant)}};
    if (claims)
        claims(more);
    QJsonObject body{{QStringLiteral("token_type"), QStringLiteral("Bearer")},
                     {QStringLiteral("scope"), grant->scope},
                     {QStringLiteral("expires_in"), double(kAccessLife.count())},
                     {QStringLiteral("ext_expires_in"), double(kAccessLife.count())},
                     {QStringLiteral("access_token"), access}};
    if (holdsScope(grant->scope, u"openid"))
        body.insert(u"id_token", idToken(issuerAt(tenant), *grant, access, more));
    if (grant->offline)
        body.insert(u"refresh_token",
                    refreshTokens.issue({grant, now() + kRefreshLife}, QStringLiteral("1.")));
    return json(body);
}

LoopbackResponse EntraTwin::userInfo(const TwinRequest& request)
{
    if (!accessTokens.live(request.bearer(), now()))
        return json({{QStringLiteral("error"), QStringLiteral("InvalidAuthenticationToken")}}, 401);
    return json({{QStringLiteral("sub"), person.subject}, {QStringLiteral("name"), person.name}});
}

} // namespace tessera::test
