// JWS in JSON: each signature stands for itself, nothing verifies under keys nobody knows, and none is a JWT.
#include "core/jose/jws_json.h"
#include "core/jose/jwt.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

static const JwkSet& keys()
{
    static const JwkSet all(
        {Key::generateRsa(), Key::generateEc(u"P-256"), Key::generateEd25519(), Key::generateSecret(512)});
    return all;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto jws = parseJsonJws(text);
    if (!jws)
        return 0;
    if (jws->signatures.isEmpty() || jws->signatures.size() > kMaxJsonSignatures || decodeJwt(text))
        __builtin_trap();
    const auto whole = withDetachedPayload(*jws, "payload");
    if (whole.has_value() != jws->isDetached)
        __builtin_trap();
    for (const JsonJwsSignature& signature : jws->signatures) {
        if (signature.jws.payload != jws->payload || verifyJws(signature.jws, keys()))
            __builtin_trap();
    }
    return 0;
}
