// Who asks an authorization server: the way there and the clock that dates what a client signs.
#pragma once

#include "core/base/clock.h"
#include "core/net/http_client.h"

#include <memory>

namespace tessera {

struct Requester
{
    /// Not an aggregate: GCC 12 destroys one twice that is written in braces inside a co_await expression.
    Requester(std::shared_ptr<HttpClient> way, std::shared_ptr<const Clock> time)
        : http(std::move(way)), clock(std::move(time))
    {
    }

    std::shared_ptr<HttpClient> http;
    std::shared_ptr<const Clock> clock;
};

} // namespace tessera
