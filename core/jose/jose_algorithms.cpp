#include "core/jose/jose_algorithms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tessera {
namespace {

using enum JoseFamily;
using enum Standing;

constexpr auto kRsa = KeyType::Rsa;
constexpr auto kEc = KeyType::Ec;
constexpr auto kOkp = KeyType::Okp;
constexpr auto kOct = KeyType::Oct;

constexpr QStringView kP256[]{u"P-256"};
constexpr QStringView kP384[]{u"P-384"};
constexpr QStringView kP521[]{u"P-521"};
constexpr QStringView kSecp256k1[]{u"secp256k1"};
constexpr QStringView kEd25519[]{u"Ed25519"};
constexpr QStringView kEd448[]{u"Ed448"};
constexpr QStringView kEdwards[]{u"Ed25519", u"Ed448"};
constexpr QStringView kAgreement[]{u"P-256", u"P-384", u"P-521", u"X25519", u"X448"};

constexpr qsizetype kGcmIvBytes = 12;
constexpr qsizetype kGcmTagBytes = 16;
constexpr qsizetype kCbcIvBytes = 16;

// One maker for each family, so that a row says only what sets it apart.

constexpr JoseAlgorithm rsaSignature(QStringView name, JoseFamily family, const char* digest,
                                     Standing standing, QStringView description)
{
    return {.name = name,
            .use = JoseUse::Signature,
            .family = family,
            .keyType = kRsa,
            .digest = digest,
            .standing = standing,
            .reference = family == RsaPss ? u"RFC 7518 3.5" : u"RFC 7518 3.3",
            .description = description};
}

constexpr JoseAlgorithm curveSignature(QStringView name, JoseFamily family,
                                       std::span<const QStringView> curves, const char* digest,
                                       qsizetype bytes, Standing standing, QStringView reference,
                                       QStringView description)
{
    return {.name = name,
            .use = JoseUse::Signature,
            .family = family,
            .keyType = family == EdDsa ? kOkp : kEc,
            .curves = curves,
            .digest = digest,
            .signatureBytes = bytes,
            .standing = standing,
            .reference = reference,
            .description = description};
}

constexpr JoseAlgorithm hmac(QStringView name, const char* digest, qsizetype bytes, QStringView description)
{
    return {.name = name,
            .use = JoseUse::Signature,
            .family = Hmac,
            .keyType = kOct,
            .digest = digest,
            .signatureBytes = bytes,
            .minSecretBytes = bytes,
            .standing = Acceptable,
            .reference = u"RFC 7518 3.2",
            .description = description};
}

constexpr JoseAlgorithm rsaEncryption(QStringView name, JoseFamily family, const char* digest,
                                      Standing standing, QStringView reference, QStringView description)
{
    return {.name = name,
            .use = JoseUse::KeyManagement,
            .family = family,
            .keyType = kRsa,
            .digest = digest,
            .standing = standing,
            .reference = reference,
            .description = description};
}

constexpr JoseAlgorithm agreement(QStringView name, qsizetype wrappingKeyBytes, QStringView description)
{
    return {.name = name,
            .use = JoseUse::KeyManagement,
            .family = EcdhEs,
            .keyType = kEc,
            .curves = kAgreement,
            .digest = "SHA256", // of the Concat KDF
            .keyBytes = wrappingKeyBytes,
            .wrapsWithAes = wrappingKeyBytes > 0,
            .standing = Recommended,
            .reference = u"RFC 7518 4.6, RFC 8037 3.2",
            .description = description};
}

constexpr JoseAlgorithm keyWrap(QStringView name, qsizetype keyBytes, QStringView description)
{
    return {.name = name,
            .use = JoseUse::KeyManagement,
            .family = AesKeyWrap,
            .keyType = kOct,
            .keyBytes = keyBytes,
            .standing = Acceptable,
            .reference = u"RFC 7518 4.4",
            .description = description};
}

constexpr JoseAlgorithm gcmKeyWrap(QStringView name, qsizetype keyBytes, QStringView description)
{
    return {.name = name,
            .use = JoseUse::KeyManagement,
            .family = AesGcmKeyWrap,
            .keyType = kOct,
            .keyBytes = keyBytes,
            .ivBytes = kGcmIvBytes,
            .tagBytes = kGcmTagBytes,
            .standing = Acceptable,
            .reference = u"RFC 7518 4.7",
            .description = description};
}

constexpr JoseAlgorithm pbes2(QStringView name, const char* digest, qsizetype keyBytes,
                              QStringView description)
{
    return {.name = name,
            .use = JoseUse::KeyManagement,
            .family = Pbes2,
            .keyType = kOct,
            .digest = digest,
            .keyBytes = keyBytes,
            .wrapsWithAes = true,
            .standing = InspectorOnly,
            .reference = u"RFC 7518 4.8",
            .description = description};
}

constexpr JoseAlgorithm gcm(QStringView name, qsizetype keyBytes, QStringView description)
{
    return {.name = name,
            .use = JoseUse::ContentEncryption,
            .family = AesGcm,
            .keyType = kOct,
            .keyBytes = keyBytes,
            .ivBytes = kGcmIvBytes,
            .tagBytes = kGcmTagBytes,
            .standing = Recommended,
            .reference = u"RFC 7518 5.3",
            .description = description};
}

/// Half of the key is for the MAC, whose left half is the tag (RFC 7518 section 5.2.2.1).
constexpr JoseAlgorithm cbcHmac(QStringView name, const char* digest, qsizetype keyBytes,
                                QStringView description)
{
    return {.name = name,
            .use = JoseUse::ContentEncryption,
            .family = AesCbcHmac,
            .keyType = kOct,
            .digest = digest,
            .keyBytes = keyBytes,
            .ivBytes = kCbcIvBytes,
            .tagBytes = keyBytes / 2,
            .standing = Acceptable,
            .reference = u"RFC 7518 5.2",
            .description = description};
}

constexpr std::array kRows{
    // Signatures
    rsaSignature(u"RS256", RsaPkcs1, "SHA256", Acceptable, u"RSA (PKCS #1 v1.5) with SHA-256"),
    rsaSignature(u"RS384", RsaPkcs1, "SHA384", Acceptable, u"RSA (PKCS #1 v1.5) with SHA-384"),
    rsaSignature(u"RS512", RsaPkcs1, "SHA512", Acceptable, u"RSA (PKCS #1 v1.5) with SHA-512"),
    rsaSignature(u"PS256", RsaPss, "SHA256", Recommended, u"RSA-PSS with SHA-256"),
    rsaSignature(u"PS384", RsaPss, "SHA384", Recommended, u"RSA-PSS with SHA-384"),
    rsaSignature(u"PS512", RsaPss, "SHA512", Recommended, u"RSA-PSS with SHA-512"),
    curveSignature(u"ES256", Ecdsa, kP256, "SHA256", 64, Recommended, u"RFC 7518 3.4",
                   u"ECDSA on P-256 with SHA-256"),
    curveSignature(u"ES384", Ecdsa, kP384, "SHA384", 96, Recommended, u"RFC 7518 3.4",
                   u"ECDSA on P-384 with SHA-384"),
    curveSignature(u"ES512", Ecdsa, kP521, "SHA512", 132, Recommended, u"RFC 7518 3.4",
                   u"ECDSA on P-521 with SHA-512"),
    // RFC 8812 section 5 would rather see P-256: not taken for an ID token unless it is registered by name.
    curveSignature(u"ES256K", Ecdsa, kSecp256k1, "SHA256", 64, InspectorOnly, u"RFC 8812 3.2",
                   u"ECDSA on secp256k1 with SHA-256"),
    // RFC 8037 names the family and leaves the curve to the key, RFC 9864 names the curve.
    curveSignature(u"EdDSA", EdDsa, kEdwards, "SHA512", 0, Acceptable, u"RFC 8037 3.1",
                   u"EdDSA on the curve of the key, Ed25519 or Ed448"),
    curveSignature(u"Ed25519", EdDsa, kEd25519, "SHA512", 64, Recommended, u"RFC 9864 2.2",
                   u"EdDSA on Ed25519"),
    curveSignature(u"Ed448", EdDsa, kEd448, "SHAKE256", 114, Recommended, u"RFC 9864 2.2", u"EdDSA on Ed448"),
    hmac(u"HS256", "SHA256", 32, u"HMAC with SHA-256 and a shared secret"),
    hmac(u"HS384", "SHA384", 48, u"HMAC with SHA-384 and a shared secret"),
    hmac(u"HS512", "SHA512", 64, u"HMAC with SHA-512 and a shared secret"),
    // Key management
    rsaEncryption(u"RSA-OAEP", RsaOaep, "SHA1", Acceptable, u"RFC 7518 4.3",
                  u"Key encrypted with RSA-OAEP and SHA-1"),
    rsaEncryption(u"RSA-OAEP-256", RsaOaep, "SHA256", Recommended, u"RFC 7518 4.3",
                  u"Key encrypted with RSA-OAEP and SHA-256"),
    rsaEncryption(u"RSA-OAEP-384", RsaOaep, "SHA384", Recommended, u"W3C Web Cryptography API",
                  u"Key encrypted with RSA-OAEP and SHA-384"),
    rsaEncryption(u"RSA-OAEP-512", RsaOaep, "SHA512", Recommended, u"W3C Web Cryptography API",
                  u"Key encrypted with RSA-OAEP and SHA-512"),
    // Whoever may ask whether a text decrypts can decrypt it himself (Bleichenbacher; RFC 8725 section 3.2).
    rsaEncryption(u"RSA1_5", RsaPkcs1Encryption, nullptr, Refused, u"RFC 7518 4.2, RFC 8725 3.2",
                  u"Key encrypted with RSA (PKCS #1 v1.5), broken again and again"),
    agreement(u"ECDH-ES", 0, u"Key agreed on with ECDH"),
    agreement(u"ECDH-ES+A128KW", 16, u"Key wrapped with AES-128 under a key agreed on with ECDH"),
    agreement(u"ECDH-ES+A192KW", 24, u"Key wrapped with AES-192 under a key agreed on with ECDH"),
    agreement(u"ECDH-ES+A256KW", 32, u"Key wrapped with AES-256 under a key agreed on with ECDH"),
    keyWrap(u"A128KW", 16, u"Key wrapped with AES-128"),
    keyWrap(u"A192KW", 24, u"Key wrapped with AES-192"),
    keyWrap(u"A256KW", 32, u"Key wrapped with AES-256"),
    gcmKeyWrap(u"A128GCMKW", 16, u"Key encrypted with AES-128-GCM"),
    gcmKeyWrap(u"A192GCMKW", 24, u"Key encrypted with AES-192-GCM"),
    gcmKeyWrap(u"A256GCMKW", 32, u"Key encrypted with AES-256-GCM"),
    JoseAlgorithm{.name = u"dir",
                  .use = JoseUse::KeyManagement,
                  .family = Direct,
                  .keyType = kOct,
                  .standing = Acceptable,
                  .reference = u"RFC 7518 4.5",
                  .description = u"The shared key itself encrypts the content"},
    pbes2(u"PBES2-HS256+A128KW", "SHA256", 16, u"Key wrapped with AES-128 under a password"),
    pbes2(u"PBES2-HS384+A192KW", "SHA384", 24, u"Key wrapped with AES-192 under a password"),
    pbes2(u"PBES2-HS512+A256KW", "SHA512", 32, u"Key wrapped with AES-256 under a password"),
    // Content encryption
    gcm(u"A128GCM", 16, u"AES-128-GCM"),
    gcm(u"A192GCM", 24, u"AES-192-GCM"),
    gcm(u"A256GCM", 32, u"AES-256-GCM"),
    cbcHmac(u"A128CBC-HS256", "SHA256", 32, u"AES-128-CBC with HMAC-SHA-256"),
    cbcHmac(u"A192CBC-HS384", "SHA384", 48, u"AES-192-CBC with HMAC-SHA-384"),
    cbcHmac(u"A256CBC-HS512", "SHA512", 64, u"AES-256-CBC with HMAC-SHA-512"),
};

constexpr std::size_t count(JoseUse use)
{
    return static_cast<std::size_t>(std::count_if(
        kRows.begin(), kRows.end(), [use](const JoseAlgorithm& row) { return row.use == use; }));
}

} // namespace

/// The rows of one use under that use's type, taken from the table while compiling.
struct AlgorithmTable
{
    template <class Typed, JoseUse Use>
    static constexpr std::array<Typed, count(Use)> rowsOf()
    {
        constexpr auto first =
            std::find_if(kRows.begin(), kRows.end(), [](const JoseAlgorithm& row) { return row.use == Use; });
        return [&]<std::size_t... I>(std::index_sequence<I...>)
        {
            return std::array<Typed, count(Use)>{Typed(first[I])...};
        }
        (std::make_index_sequence<count(Use)>());
    }
};

namespace {

static_assert(std::is_sorted(kRows.begin(), kRows.end(),
                             [](const auto& a, const auto& b) { return a.use < b.use; }),
              "the rows of one use stand together");

constexpr auto kSignatures = AlgorithmTable::rowsOf<JwsAlgorithm, JoseUse::Signature>();
constexpr auto kKeyManagements = AlgorithmTable::rowsOf<JweKeyManagement, JoseUse::KeyManagement>();
constexpr auto kContentEncryptions =
    AlgorithmTable::rowsOf<JweContentEncryption, JoseUse::ContentEncryption>();

template <class Rows>
auto rowNamed(const Rows& rows, QStringView name) -> decltype(rows.data())
{
    for (const auto& row : rows) {
        if (row.name == name)
            return &row;
    }
    return nullptr;
}

} // namespace

bool JoseAlgorithm::takes(KeyType type) const
{
    if (curves.empty())
        return type == keyType;
    return std::any_of(curves.begin(), curves.end(),
                       [type](QStringView curve) { return findCurve(curve)->keyType == type; });
}

bool JoseAlgorithm::takes(KeyType type, QStringView curve) const
{
    if (curves.empty())
        return type == keyType;
    return std::find(curves.begin(), curves.end(), curve) != curves.end();
}

const JwsAlgorithm* findJwsAlgorithm(QStringView name)
{
    return rowNamed(kSignatures, name);
}

const JweKeyManagement* findJweKeyManagement(QStringView name)
{
    return rowNamed(kKeyManagements, name);
}

const JweContentEncryption* findJweContentEncryption(QStringView name)
{
    return rowNamed(kContentEncryptions, name);
}

const JoseAlgorithm* findJoseAlgorithm(QStringView name)
{
    return rowNamed(kRows, name);
}

std::span<const JwsAlgorithm> jwsAlgorithms()
{
    return kSignatures;
}

std::span<const JweKeyManagement> jweKeyManagements()
{
    return kKeyManagements;
}

std::span<const JweContentEncryption> jweContentEncryptions()
{
    return kContentEncryptions;
}

std::span<const JoseAlgorithm> joseAlgorithms()
{
    return kRows;
}

const JwsAlgorithm& fullySpecified(const JwsAlgorithm& algorithm, qsizetype signatureBytes)
{
    for (const JwsAlgorithm& row : kSignatures) {
        if (row.family == EdDsa && algorithm.family == EdDsa && algorithm.signatureBytes == 0 &&
            row.signatureBytes == signatureBytes)
            return row;
    }
    return algorithm;
}

QStringView standingName(Standing standing)
{
    switch (standing) {
    case Recommended:
        return u"recommended";
    case Acceptable:
        return u"acceptable";
    case InspectorOnly:
        return u"inspector only";
    case Refused:
        break;
    }
    return u"refused";
}

} // namespace tessera
