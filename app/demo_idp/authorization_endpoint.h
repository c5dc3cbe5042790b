// The part of the provider a person sees: authorization endpoint, sign-in, consent (OIDC Core 3.1.2) and
// sign-out (RP-Initiated Logout 1.0).
#pragma once

#include "app/demo_idp/demo_state.h"

namespace tessera::demo {

LoopbackResponse authorizationEndpoint(DemoState& state, const LoopbackRequest& request);
/// POST of the sign-in page.
LoopbackResponse signInEndpoint(DemoState& state, const LoopbackRequest& request);
/// GET: the consent page, after the sign-in; POST: its answer.
LoopbackResponse consentEndpoint(DemoState& state, const LoopbackRequest& request);

QList<std::pair<QString, QString>> passwordsOf(const Users& users);

} // namespace tessera::demo
