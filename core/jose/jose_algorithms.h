// The one table of JOSE algorithms, of signatures (JWS) and of encryption (JWE): kind of key, digest, sizes,
// standing. Selection, limits, names and documentation come from here, never from a token. RFC 7518, RFC
// 8037, RFC 8812, RFC 9864. "none" is in no row.
#pragma once

#include "core/jose/jose_curves.h"

#include <span>

namespace tessera {

enum class JoseUse { Signature, KeyManagement, ContentEncryption };

enum class JoseFamily {
    // of signatures
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    EdDsa,
    Hmac,
    // of key management
    RsaOaep,
    RsaPkcs1Encryption,
    EcdhEs,
    AesKeyWrap,
    AesGcmKeyWrap,
    Direct,
    Pbes2,
    // of content encryption
    AesGcm,
    AesCbcHmac,
};

enum class Standing {
    Recommended,
    Acceptable,
    InspectorOnly, ///< nothing but a person's own word lets it in: never chosen from what a provider lists
    Refused,       ///< known, and never done
};

struct JoseAlgorithm
{
    QStringView name; ///< "RS256"; compared with case
    JoseUse use;
    JoseFamily family;
    KeyType keyType; ///< with `curves` the curve decides: ECDH-ES takes EC and OKP keys
    std::span<const QStringView> curves = {}; ///< allowed ones; empty where the family has none
    /// OpenSSL's name. Signatures: also of at_hash (EdDSA, where it serves nothing else). RSA-OAEP: also of
    /// MGF1. PBES2: of its HMAC. AES-CBC: of its HMAC.
    const char* digest = nullptr;
    qsizetype signatureBytes = 0; ///< exact length; 0: the key decides (RSA modulus, curve of EdDSA)
    qsizetype minSecretBytes = 0; ///< HMAC: RFC 7518 section 3.2
    /// Content encryption: of its key, both halves of an AES-CBC key together. Key management: of the AES key
    /// that wraps; 0 where the content encryption decides (dir, ECDH-ES) and for RSA.
    qsizetype keyBytes = 0;
    qsizetype ivBytes = 0;     ///< exact; of AES-GCM (as a key wrap, too) and AES-CBC
    qsizetype tagBytes = 0;    ///< exact; of the same
    bool wrapsWithAes = false; ///< ECDH-ES+…KW and PBES2: the key agreed on or derived wraps with AES
    Standing standing;
    QStringView reference;   ///< "RFC 7518 3.3"
    QStringView description; ///< one line for people

    /// Who checks (or encrypts) cannot make (or read) one.
    bool asymmetric() const { return keyType != KeyType::Oct; }
    /// Is a key of that type ever one for this algorithm?
    bool takes(KeyType type) const;
    /// Is a key of that type and curve (empty for RSA and oct, and then only the type counts) one for it?
    bool takes(KeyType type, QStringView curve) const;
};

// A row under its use. Only the lookups below make these, so that an algorithm of encryption given to a
// function of signatures does not compile.
class JwsAlgorithm : public JoseAlgorithm
{
    Q_DISABLE_COPY_MOVE(JwsAlgorithm)
    explicit constexpr JwsAlgorithm(const JoseAlgorithm& row) : JoseAlgorithm(row) {}
    friend struct AlgorithmTable;
};
class JweKeyManagement : public JoseAlgorithm
{
    Q_DISABLE_COPY_MOVE(JweKeyManagement)
    explicit constexpr JweKeyManagement(const JoseAlgorithm& row) : JoseAlgorithm(row) {}
    friend struct AlgorithmTable;
};
class JweContentEncryption : public JoseAlgorithm
{
    Q_DISABLE_COPY_MOVE(JweContentEncryption)
    explicit constexpr JweContentEncryption(const JoseAlgorithm& row) : JoseAlgorithm(row) {}
    friend struct AlgorithmTable;
};

/// nullptr for "none", for an unknown name, for a known one in other case, and for one of another use.
const JwsAlgorithm* findJwsAlgorithm(QStringView name);
const JweKeyManagement* findJweKeyManagement(QStringView name);
const JweContentEncryption* findJweContentEncryption(QStringView name);

std::span<const JwsAlgorithm> jwsAlgorithms();
std::span<const JweKeyManagement> jweKeyManagements();
std::span<const JweContentEncryption> jweContentEncryptions();

/// Any row, to be shown or explained.
const JoseAlgorithm* findJoseAlgorithm(QStringView name);
std::span<const JoseAlgorithm> joseAlgorithms();

/// "EdDSA" leaves the curve to the key; RFC 9864 names it. The length of a signature says which it was: 64
/// bytes Ed25519, 114 bytes Ed448. Every other algorithm is itself.
const JwsAlgorithm& fullySpecified(const JwsAlgorithm& algorithm, qsizetype signatureBytes);

/// "recommended", "acceptable", "inspector only", "refused"
QStringView standingName(Standing standing);

} // namespace tessera
