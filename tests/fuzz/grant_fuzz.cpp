// parseGrant takes any bytes a keychain may hand back, and what it accepts it can write and read again.
#include "core/session/session_store.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto grant = parseGrant(SecretString::fromUtf8(bytes));
    if (!grant)
        return 0;
    const SecretString again = serialiseGrant(*grant);
    const auto second = parseGrant(again);
    if (second && !(serialiseGrant(*second) == again))
        __builtin_trap();
    return 0;
}
