// Makes test tokens from claims: signed (RFC 7515), encrypted (RFC 7516), or signed and then encrypted
// (RFC 7519 section 5.2), with a key of the caller or a fresh one. What the table of algorithms refuses is
// refused here, with the reason; there is no unsigned token.
#pragma once

#include "core/base/secret_string.h"
#include "core/jose/jwk_set.h"

namespace tessera {

inline constexpr qsizetype kMaxCreatedClaims = 64 * 1024;

struct TestTokenEncryption
{
    JwkSet keys;            ///< of the one who shall read it; the first that fits is used
    QString algorithm = {}; ///< "alg"; empty: what fits the key
    QString content = QStringLiteral("A256GCM");
};

struct TestTokenRequest
{
    QByteArray claims;          ///< a JSON object as text
    QJsonObject header;         ///< typ and own members; alg, kid, enc and crit are not the caller's to set
    bool isSigned = true;       ///< false: encrypted only
    std::optional<JwkSet> keys; ///< the first private key that fits signs; unset: one is generated
    QString algorithm;          ///< of the signature; empty: what fits the key, ES256 for a generated one
    bool holdsItsKey = false;   ///< the public key goes into the header as "jwk"
    std::optional<TestTokenEncryption> encryption;
};

struct TestToken
{
    QByteArray token;
    QJsonObject header; ///< of the signed token; of the encrypted one if nothing is signed
    QJsonObject claims;
    QString algorithm;           ///< of the signature; empty if nothing is signed
    QString encryptionAlgorithm; ///< empty if nothing is encrypted
    QJsonObject publicJwk;       ///< to check the signature with; empty for a shared secret
    QByteArray publicPem;        ///< likewise
    bool isKeyGenerated = false;
    SecretString privateJwk; ///< of the generated key; else empty
};

/// Errors: Configuration create.claims (no JSON object; `detail` names line and column), create.claims_size,
/// create.header (a member that is set here), create.nothing (neither signed nor encrypted),
/// create.algorithm_none, create.algorithm_refused, create.algorithm_unknown, create.algorithm_other_use
/// (of encryption where one of signatures is asked for, or the reverse), create.no_key (no key in the set
/// fits) · key.* and jwe.* of the only key there is.
Result<TestToken> createToken(const TestTokenRequest& request);

} // namespace tessera
