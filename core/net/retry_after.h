// How long a server asks to be left alone: Retry-After, RFC 9110 section 10.2.3.
#pragma once

#include "core/base/clock.h"
#include "core/net/secure_access_manager.h"

#include <optional>

namespace tessera {

/// The longest that is heeded; what says more is taken as this (A114).
inline constexpr Seconds kLongestRetryAfter = std::chrono::hours(1);

/// Of a 429, 408 or 5xx answer. Seconds, or a date as seen from the answer's own Date, so that a clock that
/// is wrong here does not matter. Unset: no such header, one that says nothing, or one that lies in the past.
std::optional<Seconds> retryAfterOf(const HttpResponse& response);

} // namespace tessera
