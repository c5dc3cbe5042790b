// Discovery documents and issuers: whatever the bytes, no dangerous endpoint comes out.
#include "core/oauth/authorization_server_metadata.h"

#include "core/base/strict_json.h"
#include "core/net/secure_access_manager.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

namespace {

void mustBeHarmless(const QUrl& endpoint)
{
    if (endpoint.isEmpty())
        return;
    if (endpoint.scheme() != u"https" || isLoopbackHost(endpoint) || !checkAddress(endpoint) ||
        endpoint.hasFragment())
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto issuer = checkIssuer(QString::fromUtf8(bytes)))
        for (const QUrl& url : wellKnownUrls(*issuer))
            if (!url.isValid())
                __builtin_trap();

    const auto document = parseJsonObject(bytes);
    if (!document)
        return 0;
    const auto metadata = parseMetadata(*document, QStringLiteral("https://op.example"));
    if (!metadata)
        return 0;
    for (const QUrl& endpoint : {metadata->authorizationEndpoint, metadata->tokenEndpoint, metadata->jwksUri,
                                 metadata->userinfoEndpoint, metadata->revocationEndpoint,
                                 metadata->introspectionEndpoint, metadata->endSessionEndpoint})
        mustBeHarmless(endpoint);
    return 0;
}
