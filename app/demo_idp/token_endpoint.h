// The endpoints programs talk to: token (RFC 6749 section 3.2), revocation (RFC 7009), introspection (RFC
// 7662), userinfo (OIDC Core 5.3).
#pragma once

#include "app/demo_idp/demo_state.h"

namespace tessera::demo {

LoopbackResponse tokenEndpoint(DemoState& state, const LoopbackRequest& request);
LoopbackResponse revocationEndpoint(DemoState& state, const LoopbackRequest& request);
/// A client learns about its own tokens only.
LoopbackResponse introspectionEndpoint(DemoState& state, const LoopbackRequest& request);
LoopbackResponse userinfoEndpoint(DemoState& state, const LoopbackRequest& request);

} // namespace tessera::demo
