// The frame of every page: document, style, and the headers that fence it in (CSP Level 3).
#pragma once

#include "core/net/loopback_http_server.h"

namespace tessera::demo {

struct PageFrame
{
    int status = 200;
    QString title;
    QString body; ///< HTML, already escaped
    /// Browsers check form-action against the redirect that answers a form, too.
    QString redirectUri;
};

LoopbackResponse framed(const PageFrame& frame);

} // namespace tessera::demo
