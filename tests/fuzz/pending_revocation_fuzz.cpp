// Both entries of the revocations that wait: any bytes a keychain may hand back, and what is accepted can be
// written and read again.
#include "core/session/pending_revocation.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const SecretString text = SecretString::fromUtf8(bytes);
    if (const auto list = parsePendingRevocations(text)) {
        const auto again = parsePendingRevocations(serialisePendingRevocations(*list));
        if (!again || *again != *list)
            __builtin_trap();
    }
    if (const auto revocable = parseRevocableGrant(text)) {
        const SecretString once = serialiseRevocableGrant(*revocable);
        const auto again = parseRevocableGrant(once);
        if (again && !(serialiseRevocableGrant(*again) == once))
            __builtin_trap();
    }
    return 0;
}
