// Fresh keys, for the demo provider and the tests. A kind or size that cannot be had is a mistake in the
// program and ends it.
#include "core/jose/key_parts.h"

namespace tessera {
namespace {

Key orFatal(EVP_PKEY* pkey)
{
    auto key = pkey ? keyFromPkey(PkeyHandle(pkey)) : failure(ErrorKind::Configuration, u"key.not_generated");
    if (!key)
        qFatal("no key could be made: %s", qUtf8Printable(key.error().code));
    return *key;
}

} // namespace

Key Key::generateRsa(int bits)
{
    return orFatal(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<size_t>(bits)));
}

Key Key::generateEc(QStringView curve)
{
    return orFatal(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve.toLatin1().constData()));
}

Key Key::generateEd25519()
{
    return orFatal(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

} // namespace tessera
