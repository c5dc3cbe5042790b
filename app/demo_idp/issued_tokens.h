// Makes the answer of the token endpoint: access token (RFC 9068), ID token (OIDC Core 2 and 3.1.3.3),
// refresh token.
#pragma once

#include "app/demo_idp/demo_state.h"

namespace tessera::demo {

enum class TokenOccasion { Code, Refresh };

/// `scope`: what this access token may do, at most the grant's. Errors: jws.*, key.* (our own keys failed).
Result<QJsonObject> issueTokens(DemoState& state, const Client& client, const GrantPtr& grant,
                                const QStringList& scope, TokenOccasion occasion);

} // namespace tessera::demo
