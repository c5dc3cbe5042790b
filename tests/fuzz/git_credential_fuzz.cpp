// Any bytes as git's words to a credential helper. What is accepted names places without a trick.
#include "core/tools/credential_place.h"
#include "core/tools/git_credential.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto request = tessera::parseGitCredential(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!request)
        return 0;
    static_cast<void>(tessera::gitScheme(*request));
    const auto place = tessera::placeFromParts(request->protocol, request->host, request->path);
    if (!place)
        return 0;
    // What a person would type for the same host is the same host.
    const auto again = tessera::placeFromAddress(place->origin());
    if (!again || again->origin() != place->origin() || !tessera::covers(*again, *place))
        std::abort();
    return 0;
}
