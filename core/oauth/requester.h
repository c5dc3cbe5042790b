// Who asks an authorization server: the way there and the clock that dates what a client signs.
#pragma once

#include "core/base/clock.h"
#include "core/net/http_client.h"

#include <memory>

namespace tessera {

struct Requester
{
    std::shared_ptr<HttpClient> http;
    std::shared_ptr<const Clock> clock;
};

} // namespace tessera
