#include "core/jose/key_checks.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr int kMaxExponentBits = 64;

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

/// y of the points whose order divides 8 (RFC 8032 section 5.1), little-endian, sign bit cleared; the last
/// two are 0 and 1 written once more, as p and p + 1.
constexpr std::array<const char*, 7> kSmallOrderY{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

/// RSA keys of broken Infineon chips (ROCA, CVE-2017-15361): modulo every small prime their modulus is a
/// power of 65537. The fingerprint is public; an honest key has it with a probability below one in a hundred
/// million.
bool looksLikeRoca(const BIGNUM* modulus)
{
    static constexpr std::array<BN_ULONG, 38> kPrimes{
        3,  5,  7,  11, 13, 17,  19,  23,  29,  31,  37,  41,  43,  47,  53,  59,  61,  67,  71,
        73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};
    return std::all_of(kPrimes.begin(), kPrimes.end(), [modulus](BN_ULONG prime) {
        const BN_ULONG wanted = BN_mod_word(modulus, prime);
        BN_ULONG power = 1;
        do {
            if (power == wanted)
                return true;
            power = power * 65537 % prime;
        } while (power != 1);
        return false;
    });
}

} // namespace

Result<void> checkRsaNumbers(const BIGNUM* modulus, const BIGNUM* exponent)
{
    const int bits = BN_num_bits(modulus);
    if (bits > kMaxRsaBits)
        return untrusted(
            u"key.too_large",
            QStringLiteral("an RSA modulus of %1 bits, at most %2 are used").arg(bits).arg(kMaxRsaBits));
    if (bits < kMinRsaBits)
        return untrusted(
            u"key.weak",
            QStringLiteral("an RSA modulus of %1 bits, at least %2 are asked").arg(bits).arg(kMinRsaBits));
    if (!BN_is_odd(modulus))
        return untrusted(u"key.weak", QStringLiteral("an even RSA modulus"));
    if (looksLikeRoca(modulus))
        return untrusted(u"key.weak", QStringLiteral("an RSA key made by a broken chip (ROCA)"));
    if (!BN_is_odd(exponent) || BN_is_one(exponent) || BN_num_bits(exponent) > kMaxExponentBits)
        return untrusted(u"key.exponent",
                         QStringLiteral("the RSA exponent must be odd, at least 3 and below 2^64"));
    return {};
}

Result<void> checkEcPoint(EVP_PKEY* pkey)
{
    // The point at infinity passes every other door of OpenSSL.
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, pkey, nullptr));
    if (!context || EVP_PKEY_public_check(context.get()) != 1)
        return untrusted(u"key.off_curve", QStringLiteral("the point is not on the curve"));
    return {};
}

Result<void> checkEd25519Point(QByteArrayView point)
{
    QByteArray y = point.toByteArray();
    if (!y.isEmpty())
        y.back() = static_cast<char>(y.back() & 0x7F);
    const QByteArray hex = y.toHex();
    for (const char* small : kSmallOrderY) {
        if (hex == QByteArrayView(small))
            return untrusted(u"key.weak", QStringLiteral("an Ed25519 point of small order"));
    }
    return {};
}

Result<void> checkPair(EVP_PKEY* pkey)
{
    // Signing once is the one test that works for all kinds; EVP_PKEY_pairwise_check insists on RSA primes.
    static constexpr unsigned char kProbe[] = "do these two belong together?";
    const char* digest = EVP_PKEY_is_a(pkey, "ED25519") ? nullptr : "SHA256";
    const auto freshContext = [] { return DigestContextHandle(EVP_MD_CTX_new()); };

    const auto signer = freshContext();
    std::array<unsigned char, kMaxRsaBits / 8> signature{};
    size_t length = signature.size();
    const bool isSigned =
        EVP_DigestSignInit_ex(signer.get(), nullptr, digest, nullptr, nullptr, pkey, nullptr) == 1 &&
        EVP_DigestSign(signer.get(), signature.data(), &length, kProbe, sizeof kProbe) == 1;
    const auto verifier = freshContext();
    if (!isSigned ||
        EVP_DigestVerifyInit_ex(verifier.get(), nullptr, digest, nullptr, nullptr, pkey, nullptr) != 1 ||
        EVP_DigestVerify(verifier.get(), signature.data(), length, kProbe, sizeof kProbe) != 1)
        return untrusted(u"key.mismatch", QStringLiteral("private and public part do not belong together"));
    return {};
}

} // namespace tessera
