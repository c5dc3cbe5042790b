// The one table of JWS algorithms: name, key type, digest, sizes. Selection, limits, names and documentation
// come from here, never from a token (RFC 7518 section 3, RFC 8037, RFC 9864).
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QStringView>

namespace tessera {

enum class KeyType { Rsa, Ec, Okp, Oct };
enum class JwsFamily { RsaPkcs1, RsaPss, Ecdsa, EdDsa, Hmac };

struct JwsAlgorithm
{
    QStringView name; ///< "RS256"; compared with case
    JwsFamily family;
    KeyType keyType;
    const char* digest; ///< OpenSSL's name; for EdDSA the hash of at_hash (SHA512), not used for signing
    QStringView curve;  ///< "P-256", "Ed25519"; empty where the family has none
    qsizetype signatureBytes; ///< exact length; 0: the RSA modulus decides
    qsizetype minSecretBytes; ///< HMAC: RFC 7518 section 3.2
    bool asymmetric() const { return family != JwsFamily::Hmac; }
};

/// nullptr for "none", for an unknown name and for a known one in other case.
const JwsAlgorithm* findJwsAlgorithm(QStringView name);
QList<const JwsAlgorithm*> jwsAlgorithms();

} // namespace tessera
