#include "tests/providers/gitlab_twin.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

constexpr Seconds kAccessLife{7200};

} // namespace

GitlabTwin::GitlabTwin(std::shared_ptr<const Clock> clock) : Twin(std::move(clock)) {}

LoopbackResponse GitlabTwin::answer(const TwinRequest& request)
{
    if (request.path == u"/.well-known/openid-configuration")
        return discovery();
    if (request.path == u"/oauth/discovery/keys")
        return keySet();
    if (request.path == u"/oauth/authorize")
        return authorize(request);
    if (request.path == u"/oauth/userinfo")
        return userInfo(request);
    if (request.method != "POST")
        return notFound();
    if (request.field(u"client_id") != clientId())
        return oauthError("invalid_client", "Client authentication failed due to unknown client.", 401);
    if (request.path == u"/oauth/token")
        return token(request);
    if (request.path == u"/oauth/revoke")
        return revoke(request);
    if (request.path == u"/oauth/authorize_device") {
        const TwinGrantPtr grant = grantFrom(request);
        grant->byDevice = true;
        QJsonObject body = device.begin(grant, now());
        body.insert(u"verification_uri", origin() + QStringLiteral("/oauth/device"));
        return json(body);
    }
    return notFound();
}

LoopbackResponse GitlabTwin::discovery() const
{
    const auto list = [](std::initializer_list<const char*> words) {
        QJsonArray array;
        for (const char* word : words)
            array.append(QString::fromLatin1(word));
        return array;
    };
    const auto address = [this](const char* path) { return origin() + QString::fromLatin1(path); };
    return json(
        {{QStringLiteral("issuer"), issuer()},
         {QStringLiteral("authorization_endpoint"), address("/oauth/authorize")},
         {QStringLiteral("token_endpoint"), address("/oauth/token")},
         {QStringLiteral("revocation_endpoint"), address("/oauth/revoke")},
         {QStringLiteral("userinfo_endpoint"), address("/oauth/userinfo")},
         {QStringLiteral("jwks_uri"), address("/oauth/discovery/keys")},
         {QStringLiteral("response_types_supported"), list({"code"})},
         {QStringLiteral("subject_types_supported"), list({"public"})},
         {QStringLiteral("grant_types_supported"),
          list({"authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"})},
         {QStringLiteral("token_endpoint_auth_methods_supported"),
          list({"client_secret_basic", "client_secret_post"})},
         {QStringLiteral("id_token_signing_alg_values_supported"), list({"RS256"})},
         {QStringLiteral("code_challenge_methods_supported"), list({"plain", "S256"})}});
}

LoopbackResponse GitlabTwin::authorize(const TwinRequest& request)
{
    const QString redirect = request.field(u"redirect_uri");
    if (request.field(u"client_id") != clientId() ||
        !isSameLoopbackAddress(QStringLiteral("http://127.0.0.1/callback"), redirect))
        return page("The redirect URI included is not valid.", 400);
    return redirectTo(redirect, {{QStringLiteral("code"), codes.issue({grantFrom(request), {}})},
                                 {QStringLiteral("state"), request.field(u"state")}});
}

LoopbackResponse GitlabTwin::token(const TwinRequest& request)
{
    const QString type = request.field(u"grant_type");
    if (type == u"refresh_token")
        return refresh(request);
    if (type == u"urn:ietf:params:oauth:grant-type:device_code")
        return pollDevice(request);
    if (type != u"authorization_code")
        return oauthError("unsupported_grant_type", "The authorization grant type is not supported.");
    const TwinGrantPtr grant = redeem(request);
    return grant ? tokens(grant)
                 : oauthError("invalid_grant", "The provided authorization grant is invalid.");
}

LoopbackResponse GitlabTwin::refresh(const TwinRequest& request)
{
    TwinToken* token = refreshTokens.live(request.field(u"refresh_token"), now());
    const bool sameAddress =
        token && (token->grant->byDevice || request.field(u"redirect_uri") == token->grant->redirectUri);
    if (!sameAddress)
        return oauthError("invalid_grant",
                          "The provided authorization grant is invalid, expired, revoked, does "
                          "not match the redirection URI used in the authorization request.");
    const TwinGrantPtr grant = token->grant;
    grant->nonce.clear();
    refreshTokens.endAllOf(grant);
    accessTokens.endAllOf(grant);
    return tokens(grant);
}

LoopbackResponse GitlabTwin::pollDevice(const TwinRequest& request)
{
    using Poll = TwinDeviceCodes::Poll;
    const TwinDeviceCodes::Answer answer = device.poll(request.field(u"device_code"), now());
    switch (answer.poll) {
    case Poll::Unknown:
        return oauthError("invalid_grant", "The device code is unknown.");
    case Poll::Expired:
        return oauthError("expired_token", "The device code has expired.");
    case Poll::TooSoon:
        return oauthError("slow_down", "The client is polling too quickly.");
    case Poll::Pending:
        return oauthError("authorization_pending", "The authorization request is still pending.");
    case Poll::Denied:
        return oauthError("access_denied", "The resource owner denied the request.");
    case Poll::Done:
        break;
    }
    return tokens(answer.grant);
}

LoopbackResponse GitlabTwin::tokens(const TwinGrantPtr& grant)
{
    const QString access = accessTokens.issue({grant, now() + kAccessLife});
    QJsonObject body{{QStringLiteral("access_token"), access},
                     {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                     {QStringLiteral("expires_in"), double(kAccessLife.count())},
                     {QStringLiteral("refresh_token"), refreshTokens.issue({grant, {}})},
                     {QStringLiteral("scope"), grant->scope},
                     {QStringLiteral("created_at"), double(toUnixSeconds(now()))}};
    if (holdsScope(grant->scope, u"openid"))
        body.insert(u"id_token", idToken(issuer(), *grant, access));
    return json(body);
}

LoopbackResponse GitlabTwin::revoke(const TwinRequest& request)
{
    const QString text = request.field(u"token");
    for (TwinToken* token : {refreshTokens.known(text), accessTokens.known(text)})
        if (token)
            token->grant->ended = true;
    return json({}); // RFC 7009 2.2: an unknown token is no error
}

LoopbackResponse GitlabTwin::userInfo(const TwinRequest& request)
{
    if (!accessTokens.live(request.bearer(), now()))
        return oauthError("invalid_token", "The access token was revoked or has expired", 401);
    return json({{QStringLiteral("sub"), person.subject},
                 {QStringLiteral("name"), person.name},
                 {QStringLiteral("nickname"), person.username},
                 {QStringLiteral("email"), person.email}});
}

} // namespace tessera::test
