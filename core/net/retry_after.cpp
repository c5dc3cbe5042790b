#include "core/net/retry_after.h"

#include "core/net/server_date.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMostDigits = 18;

std::optional<Seconds> secondsIn(const QByteArray& text)
{
    const bool digits =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return std::nullopt;
    // More digits than a number holds is a very long time all the same.
    return text.size() > kMostDigits ? kLongestRetryAfter : Seconds(text.toLongLong());
}

std::optional<Seconds> untilDate(const HttpResponse& response, const QByteArray& text)
{
    const auto until = parseHttpDate(text);
    const auto now = serverDateOf(response);
    if (!until || !now)
        return std::nullopt;
    return std::chrono::ceil<Seconds>(*until - now->at);
}

bool canAsk(int status)
{
    return status == 408 || status == 429 || status >= 500;
}

} // namespace

std::optional<Seconds> retryAfterOf(const HttpResponse& response)
{
    const QByteArray text = response.header("Retry-After").trimmed();
    if (!canAsk(response.status) || text.isEmpty())
        return std::nullopt;
    auto wait = secondsIn(text);
    if (!wait)
        wait = untilDate(response, text);
    if (!wait || *wait <= Seconds(0))
        return std::nullopt;
    return std::min(*wait, kLongestRetryAfter);
}

} // namespace tessera
