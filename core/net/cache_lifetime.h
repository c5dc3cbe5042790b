// How long an answer may be kept: Cache-Control and Age (RFC 9111 sections 4.2 and 5.2), within bounds of our
// own. What a server says about this can make us ask more often, and never keep something for ever.
#pragma once

#include "core/base/clock.h"
#include "core/net/secure_access_manager.h"

namespace tessera {

struct CacheLifetime
{
    bool mayBeKept = true; ///< false: no-store
    /// From when the answer came. max-age less Age, within [limits::kLeastFresh, limits::kMostFresh];
    /// limits::kUsualFresh where the server says nothing that can be read; zero with no-cache, max-age=0 and
    /// an Age past its max-age: kept, but asked for again before it is used.
    Milliseconds freshFor{0};
};

CacheLifetime cacheLifetimeOf(const HttpResponse& response);

} // namespace tessera
