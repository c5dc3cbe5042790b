// The redirect's query: whatever the bytes, a code only with the right state.
#include "core/oauth/authorization_response.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    AuthorizationRequest request;
    request.issuer = QStringLiteral("https://op.example");
    request.issRequired = size % 2 == 1;
    request.state = "s7";
    const QByteArrayView query(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));

    const AuthorizationVerdict verdict = validateAuthorizationResponse(query, request);
    if (std::holds_alternative<IgnoreResponse>(verdict))
        return 0;
    const auto fields = decodeForm(query);
    if (!fields)
        __builtin_trap();
    const auto state = singleField(*fields, u"state");
    if (!state || !*state || **state != u"s7")
        __builtin_trap();
    return 0;
}
