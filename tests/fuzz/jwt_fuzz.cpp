// Tokens: what is decoded is, written again, the same text; nothing verifies under keys nobody knows; and
// what is read as a JWT is read as any JWS, too.
#include "core/base/base64url.h"
#include "core/jose/jwt.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

static const QList<Key>& keys()
{
    static const QList<Key> all{Key::generateRsa(), Key::generateEc(u"P-256"), Key::generateEd25519(),
                                Key::generateOkp(u"Ed448"), Key::generateSecret(512)};
    return all;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto jwt = decodeJwt(text);
    const auto any = parseCompactJws(text, kMaxTokenBytes, JwsReading::Any);
    if (any && any->signingInput + '.' + base64urlEncode(any->signature) != text)
        __builtin_trap();
    const auto jws = parseCompactJws(text);
    if (jws && !any)
        __builtin_trap();
    if (!jws) {
        if (jwt)
            __builtin_trap();
        return 0;
    }
    if (jws->signingInput + '.' + base64urlEncode(jws->signature) != text)
        __builtin_trap();
    for (const Key& key : keys()) {
        if (verifyJws(*jws, key))
            __builtin_trap();
    }
    if (verifyJws(*jws, JwkSet(keys())))
        __builtin_trap();
    return 0;
}
