// From an EVP_PKEY to a Key: which kind it is, whether it is strong enough (finding F7), and its public
// members as RFC 7518 section 6 and RFC 8037 section 2 write them.
#include "core/jose/key_parts.h"

#include "core/base/base64url.h"
#include "core/jose/key_checks.h"

#include <openssl/core_names.h>

#include <array>

namespace tessera {
namespace {

struct CurveRow
{
    QStringView name;
    const char* openSslName;
    int fieldBytes;
    int bits;
};

constexpr std::array<CurveRow, 3> kCurves{{
    {u"P-256", "prime256v1", 32, 256},
    {u"P-384", "secp384r1", 48, 384},
    {u"P-521", "secp521r1", 66, 521},
}};

BignumHandle numberOf(const EVP_PKEY* pkey, const char* name)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(pkey, name, &number);
    return BignumHandle(number);
}

QString encoded(const BIGNUM* number, int length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    BN_bn2binpad(number, octets(bytes), length);
    return QString::fromLatin1(base64urlEncode(bytes));
}

Result<void> describeRsa(KeyParts& parts)
{
    const BignumHandle n = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_RSA_N);
    const BignumHandle e = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_RSA_E);
    if (!n || !e)
        return failure(ErrorKind::Malformed, u"key.unsupported",
                       QStringLiteral("an RSA key without modulus or exponent"));
    if (auto checked = checkRsaNumbers(n.get(), e.get()); !checked)
        return checked;
    parts.type = KeyType::Rsa;
    parts.bits = BN_num_bits(n.get());
    parts.isPrivate = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_RSA_D) != nullptr;
    parts.publicMembers = {{QStringLiteral("kty"), QStringLiteral("RSA")},
                           {QStringLiteral("n"), encoded(n.get(), BN_num_bytes(n.get()))},
                           {QStringLiteral("e"), encoded(e.get(), BN_num_bytes(e.get()))}};
    return {};
}

const CurveRow* curveOf(const EVP_PKEY* pkey)
{
    // A curve spelled out in numbers may pretend to be a known one (CVE-2020-0601).
    int isSpelledOut = 0;
    EVP_PKEY_get_int_param(pkey, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isSpelledOut);
    std::array<char, 64> name{};
    if (isSpelledOut != 0 || EVP_PKEY_get_group_name(pkey, name.data(), name.size(), nullptr) != 1)
        return nullptr;
    for (const CurveRow& curve : kCurves) {
        if (QByteArrayView(name.data()) == QByteArrayView(curve.openSslName))
            return &curve;
    }
    return nullptr;
}

Result<void> describeEc(KeyParts& parts)
{
    const CurveRow* curve = curveOf(parts.pkey.get());
    if (!curve)
        return failure(ErrorKind::Malformed, u"key.unsupported",
                       QStringLiteral("a curve other than P-256, P-384 and P-521"));
    if (auto checked = checkEcPoint(parts.pkey.get()); !checked)
        return checked;
    const BignumHandle x = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_EC_PUB_X);
    const BignumHandle y = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
    if (!x || !y)
        return failure(ErrorKind::Untrusted, u"key.off_curve",
                       QStringLiteral("the point has no coordinates"));
    parts.type = KeyType::Ec;
    parts.curve = curve->name.toString();
    parts.bits = curve->bits;
    parts.isPrivate = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_PRIV_KEY) != nullptr;
    parts.publicMembers = {{QStringLiteral("kty"), QStringLiteral("EC")},
                           {QStringLiteral("crv"), parts.curve},
                           {QStringLiteral("x"), encoded(x.get(), curve->fieldBytes)},
                           {QStringLiteral("y"), encoded(y.get(), curve->fieldBytes)}};
    return {};
}

Result<void> describeEd25519(KeyParts& parts)
{
    QByteArray point(32, '\0');
    size_t length = static_cast<size_t>(point.size());
    if (EVP_PKEY_get_raw_public_key(parts.pkey.get(), octets(point), &length) != 1)
        return failure(ErrorKind::Malformed, u"key.unsupported",
                       QStringLiteral("an Ed25519 key without point"));
    if (auto checked = checkEd25519Point(point); !checked)
        return checked;
    size_t privateLength = 0;
    parts.type = KeyType::Okp;
    parts.curve = QStringLiteral("Ed25519");
    parts.bits = 256;
    parts.isPrivate = EVP_PKEY_get_raw_private_key(parts.pkey.get(), nullptr, &privateLength) == 1;
    parts.publicMembers = {{QStringLiteral("kty"), QStringLiteral("OKP")},
                           {QStringLiteral("crv"), parts.curve},
                           {QStringLiteral("x"), QString::fromLatin1(base64urlEncode(point))}};
    return {};
}

Result<void> describe(KeyParts& parts)
{
    if (EVP_PKEY_is_a(parts.pkey.get(), "RSA"))
        return describeRsa(parts);
    if (EVP_PKEY_is_a(parts.pkey.get(), "EC"))
        return describeEc(parts);
    if (EVP_PKEY_is_a(parts.pkey.get(), "ED25519"))
        return describeEd25519(parts);
    return failure(ErrorKind::Malformed, u"key.unsupported",
                   QStringLiteral("a kind of key other than RSA, EC and Ed25519"));
}

} // namespace

Result<Key> keyFromPkey(PkeyHandle pkey, KeyLabels labels)
{
    const ErrorQueueGuard guard;
    KeyParts parts;
    parts.labels = std::move(labels);
    parts.pkey = std::move(pkey);
    if (auto described = describe(parts); !described)
        return failure(described.error());
    if (parts.isPrivate) {
        if (auto fits = checkPair(parts.pkey.get()); !fits)
            return failure(fits.error());
    }
    return KeyFactory::make(std::move(parts));
}

} // namespace tessera
