#include "core/oidc/user_info_jwt.h"

#include "core/base/strict_json.h"
#include "core/jose/jwt.h"
#include "core/oidc/id_token_checks.h"

namespace tessera {
namespace {

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

Result<void> checkSignature(const UnverifiedJwt& jwt, const JwkSet& keys, const UserInfoJwt& expected)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(expected.signedAlg);
    if (!algorithm || jwt.jws.header.alg != expected.signedAlg)
        return untrusted(u"userinfo.alg",
                         QStringLiteral("%1 is registered").arg(expected.signedAlg.left(64)));
    if (!algorithm->asymmetric()) {
        const auto verified = verifyJws(jwt.jws, Key::fromSecret(expected.clientSecret));
        return verified ? verified : untrusted(u"userinfo.signature", verified.error().code);
    }
    const auto verified = verifyJws(jwt.jws, keys);
    if (verified)
        return {};
    if (verified.error().code.startsWith(u"jwks."))
        return failure(verified.error());
    return untrusted(u"userinfo.signature", verified.error().code);
}

Result<QJsonObject> checkParties(const QJsonObject& claims, const UserInfoJwt& expected)
{
    if (claims.contains(u"iss") && claims.value(u"iss") != QJsonValue(expected.issuer))
        return untrusted(u"userinfo.iss_mismatch", {});
    if (!claims.contains(u"aud"))
        return claims;
    const auto audience = idtoken::audienceOf(claims);
    if (!audience || !audience->contains(expected.clientId))
        return untrusted(u"userinfo.aud_mismatch", {});
    return claims;
}

Result<QJsonObject> readSigned(QByteArrayView text, const JwkSet& keys, const UserInfoJwt& expected)
{
    const auto jwt = decodeJwt(text);
    if (!jwt)
        return failure(jwt.error());
    if (const auto verified = checkSignature(*jwt, keys, expected); !verified)
        return failure(verified.error());
    return checkParties(jwt->claims, expected);
}

bool needsKeySet(const UserInfoJwt& expected)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(expected.signedAlg);
    return algorithm && algorithm->asymmetric();
}

bool newKeysMayHelp(const Error& error)
{
    return error.code == u"jwks.unknown_kid" || error.code == u"jwks.no_key" ||
           error.code == u"userinfo.signature";
}

} // namespace

Result<std::optional<UserInfoJwt>> userInfoJwtOf(const ClientRegistration& registration,
                                                 const AuthorizationServerMetadata& metadata)
{
    if (registration.userinfoSignedResponseAlg.isEmpty() &&
        registration.userinfoEncryptedResponseAlg.isEmpty())
        return std::optional<UserInfoJwt>();
    const auto decryption = tokenDecryption(registration, registration.userinfoEncryptedResponseAlg,
                                            registration.userinfoEncryptedResponseEnc);
    if (!decryption)
        return failure(decryption.error());
    return std::optional<UserInfoJwt>({metadata.issuer, registration.clientId, registration.clientSecret,
                                       registration.userinfoSignedResponseAlg, *decryption,
                                       metadata.jwksUri});
}

Result<QJsonObject> readUserInfoJwt(QByteArrayView text, const JwkSet& keys, const UserInfoJwt& expected)
{
    if (!expected.decryption)
        return readSigned(text, keys, expected);
    const auto opened = openToken(text, *expected.decryption, u"userinfo.not_encrypted");
    if (!opened)
        return failure(opened.error());
    if (!expected.signedAlg.isEmpty()) {
        const auto inside = nestedJws(*opened);
        return inside ? readSigned(*inside, keys, expected) : failure(inside.error());
    }
    // Section 5.3.2: encrypted and not signed are the claims themselves, as trustworthy as TLS makes them.
    const auto claims = parseJsonObject(opened->plaintext.reveal());
    return claims ? checkParties(*claims, expected) : failure(claims.error());
}

QCoro::Task<Result<QJsonObject>> readUserInfoJwtRemotely(std::shared_ptr<RemoteJwkSets> keySets,
                                                         QByteArray text, UserInfoJwt expected,
                                                         std::stop_token stop)
{
    if (!needsKeySet(expected))
        co_return readUserInfoJwt(text, JwkSet(), expected);
    const Result<JwkSet> keys = co_await RemoteJwkSets::keys(keySets, expected.jwksUri, stop);
    if (!keys)
        co_return failure(keys.error());
    Result<QJsonObject> claims = readUserInfoJwt(text, *keys, expected);
    if (claims || !newKeysMayHelp(claims.error()))
        co_return claims;
    const Result<JwkSet> newKeys = co_await RemoteJwkSets::refetch(keySets, expected.jwksUri, stop);
    if (!newKeys)
        co_return failure(newKeys.error());
    co_return readUserInfoJwt(text, *newKeys, expected);
}

} // namespace tessera
