// A cryptographic key with what RFC 7517 says about it. Checked when made: strength, curve, exponent (finding
// F7, attacks A147–A153), so that a Key in hand is a usable one. Shared and immutable.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/jose/jose_algorithms.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>

typedef struct evp_pkey_st EVP_PKEY; // NOLINT: OpenSSL's own declaration

namespace tessera {

class VerifyContexts;

class Key
{
public:
    /// RFC 7517, RFC 7518 section 6, RFC 8037, RFC 8812. Errors: Malformed jwk.kty, jwk.member, jwk.curve,
    /// jwk.base64 · Untrusted key.weak, key.exponent, key.off_curve, key.too_large, key.use, key.mismatch
    /// (private and public part do not belong together).
    static Result<Key> fromJwk(const QJsonObject& jwk);
    /// SPKI, PKCS#8, PKCS#1 or certificate, public or private. Errors: Malformed pem.unreadable,
    /// key.unsupported (another kind of key or curve), Untrusted key.*
    static Result<Key> fromPem(QByteArrayView pem);
    /// An HMAC secret as it is (client_secret as UTF-8). Any length; verify and sign ask for minSecretBytes.
    static Key fromSecret(const SecretString& secret);

    /// For what a person asks for. RSA: 2048 to 8192 bits; EC and OKP: a curve of the table; oct: 128 to
    /// 65536 bits in whole bytes. `curve` is empty for RSA and oct, `bits` 0 for EC and OKP. Errors
    /// (Configuration): key.curve_unknown, key.bits, key.not_generated.
    static Result<Key> generate(KeyType type, QStringView curve, int bits = 0);
    // For what the program asks for: a mistake ends it.
    static Key generateRsa(int bits = 2048);
    static Key generateEc(QStringView curve);
    static Key generateOkp(QStringView curve);
    static Key generateEd25519() { return generateOkp(u"Ed25519"); }
    static Key generateSecret(int bits = 256);

    KeyType type() const;
    QString curve() const;  ///< "P-256", "X25519"…; empty for RSA and oct
    int bits() const;       ///< modulus, field or secret size
    bool isPrivate() const; ///< holds the private part (oct: always true)
    QString kid() const;
    QString alg() const; ///< the JWK's "alg" member, or empty
    QString use() const;
    std::optional<QStringList> keyOps() const; ///< absent allows all, empty allows nothing
    Key withKid(const QString& kid) const;
    Key withAlg(const QString& alg) const;
    Key withUse(const QString& use) const; ///< "sig" or "enc"

    /// May this key be used with this algorithm to verify (or sign)? Type, curve, size, "alg", "use",
    /// "key_ops". Errors (Untrusted): key.wrong_type, key.wrong_curve, key.wrong_alg, key.use, key.weak,
    /// key.no_private_part.
    Result<void> checkFor(const JwsAlgorithm& algorithm, bool signing) const;
    /// May this key give (or recover) the content key of a JWE? The same questions; "alg" may be that of the
    /// key management, with dir also that of the content encryption. Errors (Untrusted): as above, and
    /// key.wrong_size (a shared key must have exactly the length the algorithm asks for),
    /// jwe.algorithm_refused (RSA1_5).
    Result<void> checkFor(const JweKeyManagement& algorithm, const JweContentEncryption& content,
                          bool decrypting) const;

    /// Public members only, with kid, alg, use, and key_ops as they are for the public part ("sign" becomes
    /// "verify"). For an oct key: empty object (it has no public part). Private JWK and PEM: key_output.h.
    QJsonObject publicJwk() const;
    /// Those of RFC 7638 section 3.2 alone; empty for oct.
    QJsonObject publicMembers() const;
    /// RFC 7638, SHA-256, base64url. Of an oct key it is as secret as a hash of the secret.
    QString thumbprint() const;
    /// RFC 9278: "urn:ietf:params:oauth:jwk-thumbprint:sha-256:…"
    QString thumbprintUri() const;

    EVP_PKEY* handle() const;               ///< for the cryptography of JWS and JWE; null for oct
    const SecretString& secret() const;     ///< likewise; empty unless oct
    VerifyContexts& verifyContexts() const; ///< for jws_signature.cpp; shared by copies of the key

private:
    struct Data;
    explicit Key(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
    friend struct KeyFactory;
};

} // namespace tessera
