// The token endpoint's answer: whatever the bytes, a token set or an error without them.
#include "core/oauth/token_response.h"

#include <cstddef>
#include <cstdint>

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static constexpr int kStatuses[] = {200, 400, 401, 201, 302, 429, 500, 503};
    HttpResponse response;
    response.status = kStatuses[data[0] % std::size(kStatuses)];
    response.url = QUrl(QStringLiteral("https://op.example/token"));
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QByteArray(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);

    const TimePoint now = fromUnixSeconds(1767323045);
    const auto tokens = parseTokenResponse(response, now);
    if (!tokens) {
        classifyRefreshFailure(tokens.error());
        return 0;
    }
    const QByteArrayView access = tokens->accessToken.reveal();
    for (const char c : access)
        if (c <= ' ' || c > '~')
            __builtin_trap(); // would end a header
    if (access.isEmpty() || (tokens->expiresAt && *tokens->expiresAt <= now))
        __builtin_trap();
    return 0;
}
