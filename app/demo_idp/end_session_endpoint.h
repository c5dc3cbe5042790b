// Ends the person's session in this browser, after asking: OpenID Connect RP-Initiated Logout 1.0.
#pragma once

#include "app/demo_idp/demo_state.h"

namespace tessera::demo {

LoopbackResponse endSessionEndpoint(DemoState& state, const LoopbackRequest& request);

} // namespace tessera::demo
