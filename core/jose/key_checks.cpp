#include "core/jose/key_checks.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr int kMaxExponentBits = 64;

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

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

auto mismatch()
{
    return untrusted(u"key.mismatch", QStringLiteral("private and public part do not belong together"));
}

/// X25519 and X448 sign nothing, but like the Edwards curves they compute their own point.
Result<void> checkOkpPair(EVP_PKEY* pkey)
{
    std::array<unsigned char, 57> privatePart{};
    std::array<unsigned char, 57> point{};
    std::array<unsigned char, 57> computed{};
    size_t privateLength = privatePart.size();
    size_t length = point.size();
    size_t computedLength = computed.size();
    const bool isRead = EVP_PKEY_get_raw_private_key(pkey, privatePart.data(), &privateLength) == 1 &&
                        EVP_PKEY_get_raw_public_key(pkey, point.data(), &length) == 1;
    const PkeyHandle again(isRead
                               ? EVP_PKEY_new_raw_private_key_ex(nullptr, EVP_PKEY_get0_type_name(pkey),
                                                                 nullptr, privatePart.data(), privateLength)
                               : nullptr);
    OPENSSL_cleanse(privatePart.data(), privatePart.size());
    if (!again || EVP_PKEY_get_raw_public_key(again.get(), computed.data(), &computedLength) != 1 ||
        computedLength != length || computed != point)
        return mismatch();
    return {};
}

/// a * b = 1 modulo m.
bool areInverse(const BIGNUM* a, const BIGNUM* b, const BIGNUM* m, BN_CTX* context)
{
    const BignumHandle product(BN_new());
    return product && BN_mod_mul(product.get(), a, b, m, context) == 1 && BN_is_one(product.get());
}

/// The exponent of one prime: dP = d and e * dP = 1, both modulo p - 1 (RFC 8017 section 3.2).
bool exponentFits(const BIGNUM* prime, const BIGNUM* exponent, const BIGNUM* e, const BIGNUM* d,
                  BN_CTX* context)
{
    const BignumHandle order(BN_dup(prime));
    const BignumHandle difference(BN_new());
    return order && difference && BN_sub_word(order.get(), 1) == 1 &&
           BN_mod_sub(difference.get(), d, exponent, order.get(), context) == 1 &&
           BN_is_zero(difference.get()) && areInverse(e, exponent, order.get(), context);
}

/// OpenSSL signs with the primes and, where that fails, with d. Both must be right: of what is written down,
/// others may use the wrong half, and a signature made with it gives the primes away.
bool rsaPrimesFit(const EVP_PKEY* pkey)
{
    const BignumHandle p = numberOf(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
    if (!p)
        return true;
    const BignumHandle n = numberOf(pkey, OSSL_PKEY_PARAM_RSA_N);
    const BignumHandle e = numberOf(pkey, OSSL_PKEY_PARAM_RSA_E);
    const BignumHandle d = numberOf(pkey, OSSL_PKEY_PARAM_RSA_D);
    const BignumHandle q = numberOf(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
    const BignumHandle dp = numberOf(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1);
    const BignumHandle dq = numberOf(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2);
    const BignumHandle qi = numberOf(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1);
    const BignumHandle product(BN_new());
    const BignumContextHandle context(BN_CTX_new());
    return n && e && d && q && dp && dq && qi && product && context &&
           BN_mul(product.get(), p.get(), q.get(), context.get()) == 1 &&
           BN_cmp(product.get(), n.get()) == 0 &&
           exponentFits(p.get(), dp.get(), e.get(), d.get(), context.get()) &&
           exponentFits(q.get(), dq.get(), e.get(), d.get(), context.get()) &&
           areInverse(q.get(), qi.get(), p.get(), context.get());
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

Result<void> checkPair(EVP_PKEY* pkey)
{
    if (!EVP_PKEY_is_a(pkey, "RSA") && !EVP_PKEY_is_a(pkey, "EC"))
        return checkOkpPair(pkey);
    if (EVP_PKEY_is_a(pkey, "RSA") && !rsaPrimesFit(pkey))
        return mismatch();
    // Signing once works for RSA and EC; EVP_PKEY_pairwise_check insists on RSA primes.
    static constexpr unsigned char kProbe[] = "do these two belong together?";
    const auto freshContext = [] { return DigestContextHandle(EVP_MD_CTX_new()); };

    const auto signer = freshContext();
    std::array<unsigned char, kMaxRsaBits / 8> signature{};
    size_t length = signature.size();
    const bool isSigned =
        EVP_DigestSignInit_ex(signer.get(), nullptr, "SHA256", nullptr, nullptr, pkey, nullptr) == 1 &&
        EVP_DigestSign(signer.get(), signature.data(), &length, kProbe, sizeof kProbe) == 1;
    const auto verifier = freshContext();
    if (!isSigned ||
        EVP_DigestVerifyInit_ex(verifier.get(), nullptr, "SHA256", nullptr, nullptr, pkey, nullptr) != 1 ||
        EVP_DigestVerify(verifier.get(), signature.data(), length, kProbe, sizeof kProbe) != 1)
        return mismatch();
    return {};
}

} // namespace tessera
