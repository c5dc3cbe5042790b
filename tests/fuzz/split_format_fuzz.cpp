// The pieces of a secret take any bytes a keychain may hand back: entries stand one after the other with 0x1e
// between them. What is joined has the length and digest its head says, and can be split and joined again.
#include "core/keychain/split_format.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayList entries =
        QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)).split('\x1e');
    const auto head = parseSplitHead(entries.first());
    if (!head)
        return 0;
    QList<SecretString> further;
    for (qsizetype i = 1; i < entries.size(); ++i) {
        const auto part = parseSplitPart(entries[i], head->generation, static_cast<int>(i) + 1);
        if (!part)
            return 0;
        further.append(*part);
    }
    const auto secret = joinSecret(*head, further);
    if (!secret)
        return 0;
    const auto again = splitSecret(*secret, head->generation);
    if (secret->size() <= kMostEntryBytes * 4 && again.isEmpty())
        __builtin_trap();
    return 0;
}
