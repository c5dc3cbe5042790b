// What time a server said it is: the Date of an answer (RFC 9110 section 6.6.1), with the Age a cache added
// to it (RFC 9111 section 5.1). To tell a person that the clock here is wrong, never to set one.
#pragma once

#include "core/base/clock.h"
#include "core/net/secure_access_manager.h"

#include <optional>

namespace tessera {

struct ServerDate
{
    TimePoint at; ///< Date and Age together
    /// A cache stood between: caches are known to leave out the Age, so "the server is behind" proves little.
    bool fromCache = false;
};

/// IMF-fixdate (RFC 9110 section 5.6.7), "Sun, 06 Nov 1994 08:49:37 GMT": the one form that may still be
/// sent.
std::optional<TimePoint> parseHttpDate(const QByteArray& text);

/// Nothing where there is no Date, or none that can be read.
std::optional<ServerDate> serverDateOf(const HttpResponse& response);

} // namespace tessera
