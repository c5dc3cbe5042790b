// Tokens: what is decoded is, written again, the same text; what verifies is what somebody signed; and what
// is read as a JWT is read as any JWS, too.
#include "core/base/base64url.h"
#include "core/jose/jwt.h"
#include "tests/fuzz/fuzz_keys.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

static void checkVerified(const CompactJws& jws)
{
    static const JwkSet all(fuzz::signingKeys());
    for (const Key& key : fuzz::signingKeys()) {
        if (verifyJws(jws, key) && !fuzz::isOurs(jws.payload))
            __builtin_trap();
    }
    if (verifyJws(jws, all) && !fuzz::isOurs(jws.payload))
        __builtin_trap();
}

static bool isSameText(const CompactJws& jws, QByteArrayView text)
{
    return jws.signingInput + '.' + base64urlEncode(jws.signature) == text;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto jwt = decodeJwt(text);
    const auto any = parseCompactJws(text, kMaxTokenBytes, JwsReading::Any);
    const auto jws = parseCompactJws(text);
    if ((jws && !any) || (jwt && !jws))
        __builtin_trap();
    if (!any)
        return 0;
    if (!isSameText(*any, text) || (jws && !isSameText(*jws, text)))
        __builtin_trap();
    checkVerified(*any);
    for (const QByteArray& payload : {fuzz::kClaims, fuzz::kPlain}) {
        if (const auto whole = withDetachedPayload(*any, payload))
            checkVerified(*whole);
    }
    if (jws)
        checkVerified(*jws);
    return 0;
}
