// Any bytes as KUBERNETES_EXEC_INFO.
#include "core/tools/exec_credential.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto request = tessera::parseExecInfo(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (request && !request->apiVersion.startsWith(QLatin1String("client.authentication.k8s.io/v1")))
        std::abort();
    return 0;
}
