// An answer as bytes, with the header lines every answer has (attack A046). Names no program and no version.
#pragma once

#include "core/net/loopback_http_server.h"

namespace tessera {

/// A header name or value that would split the response makes it a plain 500.
QByteArray serialize(const LoopbackResponse& response);

/// What a request that is turned away gets: the status and its name, nothing of what was sent.
LoopbackResponse plainResponse(int status);

} // namespace tessera
