// Fresh keys of every kind.
#include "core/jose/key_parts.h"

#include "core/base/random.h"
#include "core/jose/key_checks.h"

namespace tessera {
namespace {

constexpr int kMinSecretBits = 128;
constexpr int kMaxSecretBits = 65'536; // as much as is read, see key_jwk.cpp

auto refused(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

Result<Key> keyOf(EVP_PKEY* pkey)
{
    return pkey ? keyFromPkey(PkeyHandle(pkey))
                : refused(u"key.not_generated", QStringLiteral("OpenSSL made no key"));
}

Result<Key> freshRsa(int bits)
{
    if (bits < kMinRsaBits || bits > kMaxRsaBits)
        return refused(u"key.bits",
                       QStringLiteral("an RSA key has %1 to %2 bits here").arg(kMinRsaBits).arg(kMaxRsaBits));
    return keyOf(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<size_t>(bits)));
}

Result<Key> freshOnCurve(KeyType type, QStringView name)
{
    const JoseCurve* curve = findCurve(name);
    if (!curve || curve->keyType != type)
        return refused(u"key.curve_unknown", QStringLiteral("the curves are %1").arg(curveNames(type)));
    return keyOf(type == KeyType::Ec ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve->openSslName)
                                     : EVP_PKEY_Q_keygen(nullptr, nullptr, curve->openSslName));
}

Result<Key> freshSecret(int bits)
{
    if (bits < kMinSecretBits || bits > kMaxSecretBits || bits % 8 != 0)
        return refused(u"key.bits", QStringLiteral("a secret has %1 to %2 bits here, in whole bytes")
                                        .arg(kMinSecretBits)
                                        .arg(kMaxSecretBits));
    return Key::fromSecret(SecretString(randomBytes(bits / 8)));
}

Key orFatal(const Result<Key>& key)
{
    if (!key)
        qFatal("no key could be made: %s", qUtf8Printable(key.error().code));
    return *key;
}

} // namespace

Result<Key> Key::generate(KeyType type, QStringView curve, int bits)
{
    const ErrorQueueGuard guard;
    const bool hasCurve = type == KeyType::Ec || type == KeyType::Okp;
    if (hasCurve && bits != 0)
        return refused(u"key.bits", QStringLiteral("the curve decides the size"));
    if (!hasCurve && !curve.isEmpty())
        return refused(u"key.curve_unknown", QStringLiteral("a key of that kind has no curve"));
    if (hasCurve)
        return freshOnCurve(type, curve);
    return type == KeyType::Rsa ? freshRsa(bits) : freshSecret(bits);
}

Key Key::generateRsa(int bits)
{
    return orFatal(generate(KeyType::Rsa, {}, bits));
}

Key Key::generateEc(QStringView curve)
{
    return orFatal(generate(KeyType::Ec, curve));
}

Key Key::generateOkp(QStringView curve)
{
    return orFatal(generate(KeyType::Okp, curve));
}

Key Key::generateSecret(int bits)
{
    return orFatal(generate(KeyType::Oct, {}, bits));
}

} // namespace tessera
