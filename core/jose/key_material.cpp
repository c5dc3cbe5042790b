// From an EVP_PKEY to a Key: which kind it is, whether it is strong enough (finding F7), and its public
// members as RFC 7518 section 6 and RFC 8037 section 2 write them.
#include "core/jose/key_parts.h"

#include "core/base/base64url.h"
#include "core/jose/key_checks.h"
#include "core/jose/small_order_points.h"

#include <openssl/core_names.h>

#include <array>

namespace tessera {
namespace {

auto unsupported(const QString& detail)
{
    return failure(ErrorKind::Malformed, u"key.unsupported", detail);
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
        return unsupported(QStringLiteral("an RSA key without modulus or exponent"));
    if (numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_RSA_FACTOR3))
        return unsupported(QStringLiteral("an RSA key of more than two primes"));
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

const JoseCurve* groupOf(const EVP_PKEY* pkey)
{
    // A curve spelled out in numbers may pretend to be a known one (CVE-2020-0601).
    int isSpelledOut = 0;
    EVP_PKEY_get_int_param(pkey, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isSpelledOut);
    std::array<char, 64> name{};
    if (isSpelledOut != 0 || EVP_PKEY_get_group_name(pkey, name.data(), name.size(), nullptr) != 1)
        return nullptr;
    for (const JoseCurve* curve : joseCurves()) {
        if (curve->keyType == KeyType::Ec &&
            QByteArrayView(name.data()) == QByteArrayView(curve->openSslName))
            return curve;
    }
    return nullptr;
}

void describeCurve(KeyParts& parts, const JoseCurve& curve)
{
    parts.type = curve.keyType;
    parts.curve = curve.name.toString();
    parts.bits = curve.bits;
}

Result<void> describeEc(KeyParts& parts)
{
    const JoseCurve* curve = groupOf(parts.pkey.get());
    if (!curve)
        return unsupported(QStringLiteral("a curve other than %1").arg(curveNames(KeyType::Ec)));
    if (auto checked = checkEcPoint(parts.pkey.get()); !checked)
        return checked;
    const BignumHandle x = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_EC_PUB_X);
    const BignumHandle y = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
    if (!x || !y)
        return failure(ErrorKind::Untrusted, u"key.off_curve",
                       QStringLiteral("the point has no coordinates"));
    describeCurve(parts, *curve);
    const int length = static_cast<int>(curve->bytes);
    parts.isPrivate = numberOf(parts.pkey.get(), OSSL_PKEY_PARAM_PRIV_KEY) != nullptr;
    parts.publicMembers = {{QStringLiteral("kty"), QStringLiteral("EC")},
                           {QStringLiteral("crv"), parts.curve},
                           {QStringLiteral("x"), encoded(x.get(), length)},
                           {QStringLiteral("y"), encoded(y.get(), length)}};
    return {};
}

Result<void> describeOkp(KeyParts& parts, const JoseCurve& curve)
{
    QByteArray point(curve.bytes, '\0');
    size_t length = static_cast<size_t>(point.size());
    if (EVP_PKEY_get_raw_public_key(parts.pkey.get(), octets(point), &length) != 1)
        return unsupported(QStringLiteral("an %1 key without point").arg(curve.name));
    if (auto checked = checkOkpPoint(curve, point); !checked)
        return checked;
    size_t privateLength = 0;
    describeCurve(parts, curve);
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
    for (const JoseCurve* curve : joseCurves()) {
        if (curve->keyType == KeyType::Okp && EVP_PKEY_is_a(parts.pkey.get(), curve->openSslName))
            return describeOkp(parts, *curve);
    }
    return unsupported(
        QStringLiteral("a kind of key other than RSA, EC and those on %1").arg(curveNames(KeyType::Okp)));
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
