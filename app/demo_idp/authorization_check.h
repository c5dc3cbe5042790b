// Judges an authorization request: RFC 6749 section 4.1.1, RFC 7636 section 4.3, OIDC Core 3.1.2.1. An
// unknown client or address gets an error page, never a redirect (A333); all else goes back to the client.
#pragma once

#include "app/demo_idp/demo_state.h"

#include <variant>

namespace tessera::demo {

using AuthorizationCheck = std::variant<LoopbackResponse, AuthorizationAsk>;
AuthorizationCheck checkAuthorizationRequest(const DemoState& state, const FormFields& fields);

/// Back to the client with these parameters, its state, and iss (RFC 9207).
LoopbackResponse answerClient(const DemoState& state, const AuthorizationAsk& ask, FormFields answer);
LoopbackResponse refuseClient(const DemoState& state, const AuthorizationAsk& ask, QStringView error,
                              const QString& description = {});

} // namespace tessera::demo
