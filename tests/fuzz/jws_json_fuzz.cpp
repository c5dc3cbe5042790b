// JWS in JSON: each signature stands for itself, what verifies is what somebody signed, and none is a JWT.
#include "core/jose/jws_json.h"
#include "core/jose/jwt.h"
#include "tests/fuzz/fuzz_keys.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

static void checkSignatures(const JsonJws& jws)
{
    static const JwkSet keys(fuzz::signingKeys());
    for (const JsonJwsSignature& signature : jws.signatures) {
        if (signature.jws.payload != jws.payload)
            __builtin_trap();
        if (verifyJws(signature.jws, keys) && !fuzz::isOurs(jws.payload))
            __builtin_trap();
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto jws = parseJsonJws(text);
    if (!jws)
        return 0;
    if (jws->signatures.isEmpty() || jws->signatures.size() > kMaxJsonSignatures || decodeJwt(text))
        __builtin_trap();
    checkSignatures(*jws);
    for (const QByteArray& payload : {fuzz::kClaims, fuzz::kPlain}) {
        const auto whole = withDetachedPayload(*jws, payload);
        if (whole.has_value() != jws->isDetached)
            __builtin_trap();
        if (whole)
            checkSignatures(*whole);
    }
    return 0;
}
