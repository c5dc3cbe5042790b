#include "app/demo_idp/issued_tokens.h"

#include "app/demo_idp/canary.h"
#include "core/base/random.h"
#include "core/jose/jwt.h"
#include "core/oauth/parameters.h"

namespace tessera::demo {
namespace {

constexpr Seconds kIdTokenLife = std::chrono::hours(1);

QString algorithmFor(const DemoState& state, const Client& client)
{
    return client.idTokenAlg.isEmpty() ? state.idTokenAlg : client.idTokenAlg;
}

/// RFC 9068 section 2.2. The audience is this provider's own userinfo endpoint: there is no other resource.
QJsonObject accessTokenClaims(const DemoState& state, const Grant& grant, const QStringList& scope)
{
    const qint64 now = toUnixSeconds(state.clock->now());
    return {
        {QStringLiteral("iss"), state.issuer},
        {QStringLiteral("sub"), grant.subject},
        {QStringLiteral("aud"), state.issuer + QStringLiteral("/userinfo")},
        {QStringLiteral("client_id"), grant.clientId},
        {QStringLiteral("iat"), now},
        {QStringLiteral("exp"), now + state.grants.lives().accessToken.count()},
        {QStringLiteral("jti"), QString::fromLatin1(randomToken())},
        {QStringLiteral("scope"), scope.join(u' ')},
        {QStringLiteral("auth_time"), toUnixSeconds(grant.authTime)},
    };
}

QJsonObject idTokenClaims(const DemoState& state, const Grant& grant, const QByteArray& accessToken,
                          const QString& alg, TokenOccasion occasion)
{
    const qint64 now = toUnixSeconds(state.clock->now());
    QJsonObject claims;
    const User* person = state.users.bySubject(grant.subject);
    if (person && state.profileInIdToken)
        claims = personClaims(*person, grant.scope);
    claims.insert(u"iss", state.issuer);
    claims.insert(u"sub", grant.subject);
    claims.insert(u"aud", grant.clientId);
    claims.insert(u"iat", now);
    claims.insert(u"exp", now + kIdTokenLife.count());
    claims.insert(u"auth_time", toUnixSeconds(grant.authTime));
    claims.insert(u"at_hash", QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(alg), accessToken)));
    // OIDC Core 12.2: an ID token from a refresh has no nonce.
    if (occasion == TokenOccasion::Code && !grant.nonce.isEmpty())
        claims.insert(u"nonce", grant.nonce);
    return claims;
}

} // namespace

Result<QJsonObject> issueTokens(DemoState& state, const Client& client, const GrantPtr& grant,
                                const QStringList& scope, TokenOccasion occasion)
{
    const QString alg = algorithmFor(state, client);
    const Result<QByteArray> accessToken =
        state.keys.sign(accessTokenClaims(state, *grant, scope), alg, QStringLiteral("at+jwt"));
    if (!accessToken)
        return failure(accessToken.error());
    state.grants.rememberAccessToken(*accessToken, grant, scope);
    QJsonObject answer{
        {param::kAccessToken.toString(), QString::fromLatin1(*accessToken)},
        {param::kTokenType.toString(), QStringLiteral("Bearer")},
        {param::kExpiresIn.toString(), qint64(state.grants.lives().accessToken.count())},
        {param::kScope.toString(), scope.join(u' ')},
    };
    if (grant->scope.contains(u"offline_access"))
        answer.insert(param::kRefreshToken, QString::fromLatin1(state.grants.issueRefreshToken(grant)));
    if (!scope.contains(u"openid"))
        return answer;
    const QJsonObject claims = idTokenClaims(state, *grant, *accessToken, alg, occasion);
    const Result<QByteArray> idToken = state.keys.sign(claims, alg, QStringLiteral("JWT"));
    if (!idToken)
        return failure(idToken.error());
    canary(*idToken);
    answer.insert(param::kIdToken, QString::fromLatin1(*idToken));
    return answer;
}

} // namespace tessera::demo
