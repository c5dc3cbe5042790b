// A userinfo answer that is a token: signed, encrypted or both, OIDC Core sections 5.3.2 and 5.3.4 (N098,
// A193).
#pragma once

#include "core/oauth/encrypted_token.h"
#include "core/oidc/remote_jwk_set.h"

namespace tessera {

struct UserInfoJwt
{
    QString issuer;
    QString clientId;
    SecretString clientSecret; ///< for HS* where registered
    QString signedAlg;         ///< empty: only encrypted
    std::optional<TokenDecryption> decryption;
    QUrl jwksUri;
};

/// What the registration promises; nothing: plain JSON. Errors as tokenDecryption.
Result<std::optional<UserInfoJwt>> userInfoJwtOf(const ClientRegistration& registration,
                                                 const AuthorizationServerMetadata& metadata);

/// The claims inside. `iss` and `aud` must fit where they are there. Errors: Untrusted
/// userinfo.not_encrypted, userinfo.alg (another algorithm than registered, "none" for one),
/// userinfo.signature, userinfo.iss_mismatch, userinfo.aud_mismatch · jwe.*, jwt.*, jwks.*, json.*.
Result<QJsonObject> readUserInfoJwt(QByteArrayView text, const JwkSet& keys, const UserInfoJwt& expected);

/// With the issuer's keys; refetched once on an unknown key. Errors also as RemoteJwkSets::keys.
QCoro::Task<Result<QJsonObject>> readUserInfoJwtRemotely(std::shared_ptr<RemoteJwkSets> keySets,
                                                         QByteArray text, UserInfoJwt expected,
                                                         std::stop_token stop);

} // namespace tessera
