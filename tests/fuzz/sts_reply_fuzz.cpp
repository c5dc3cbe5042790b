// Any bytes as an answer of AWS STS, good or bad. What is accepted is whole.
#include "core/tools/sts_reply.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView xml(data, static_cast<qsizetype>(size));
    static_cast<void>(tessera::parseStsError(xml, 400));
    const auto credentials = tessera::parseStsReply(xml);
    if (credentials && (credentials->accessKeyId.isEmpty() || credentials->secretAccessKey.isEmpty() ||
                        credentials->sessionToken.isEmpty()))
        std::abort();
    return 0;
}
