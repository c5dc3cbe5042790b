// A cryptographic key with what RFC 7517 says about it. Checked when made: strength, curve, exponent (finding
// F7, attacks A147–A153), so that a Key in hand is a usable one. Shared and immutable.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/jose/jws_algorithms.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

typedef struct evp_pkey_st EVP_PKEY; // NOLINT: OpenSSL's own declaration

namespace tessera {

class VerifyContexts;

class Key
{
public:
    /// RFC 7517, RFC 7518 section 6, RFC 8037. Errors: Malformed jwk.kty, jwk.member, jwk.curve, jwk.base64 ·
    /// Untrusted key.weak, key.exponent, key.off_curve, key.too_large, key.use, key.mismatch (private and
    /// public part do not belong together).
    static Result<Key> fromJwk(const QJsonObject& jwk);
    /// SPKI, PKCS#8, PKCS#1 or certificate, public or private. Errors: Malformed pem.unreadable,
    /// key.unsupported (another kind of key or curve), Untrusted key.*
    static Result<Key> fromPem(QByteArrayView pem);
    /// An HMAC secret as it is (client_secret as UTF-8). Any length; verify and sign ask for minSecretBytes.
    static Key fromSecret(const SecretString& secret);

    static Key generateRsa(int bits = 2048);
    static Key generateEc(QStringView curve); ///< "P-256", "P-384", "P-521"
    static Key generateEd25519();

    KeyType type() const;
    QString curve() const;  ///< "P-256", "Ed25519"…; empty for RSA and oct
    int bits() const;       ///< modulus, field or secret size
    bool isPrivate() const; ///< holds the private part (oct: always true)
    QString kid() const;
    QString alg() const; ///< the JWK's "alg" member, or empty
    QString use() const;
    QStringList keyOps() const;
    Key withKid(const QString& kid) const;
    Key withAlg(const QString& alg) const;

    /// May this key be used with this algorithm to verify (or sign)? Type, curve, size, "alg", "use",
    /// "key_ops". Errors (Untrusted): key.wrong_type, key.wrong_curve, key.wrong_alg, key.use, key.weak,
    /// key.no_private_part.
    Result<void> checkFor(const JwsAlgorithm& algorithm, bool signing) const;

    /// Public members only, with kid, alg, use. For an oct key: empty object (it has no public part).
    QJsonObject publicJwk() const;
    /// RFC 7638, SHA-256, base64url.
    QString thumbprint() const;

    EVP_PKEY* handle() const;               ///< for jws.cpp; null for oct
    const SecretString& secret() const;     ///< for jws.cpp; empty unless oct
    VerifyContexts& verifyContexts() const; ///< for jws_signature.cpp; shared by copies of the key

private:
    struct Data;
    explicit Key(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
    friend struct KeyFactory;
};

} // namespace tessera
