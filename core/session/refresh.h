// One renewal: refresh token in, new tokens out, checked (OIDC Core 12.2). Storing them is the manager's
// business.
#pragma once

#include "core/session/session_store.h"

namespace tessera {

struct Refreshed
{
    TokenResponse response;
    std::optional<IdToken> idToken; ///< if one came and passed
    QList<IdTokenCheck> checks;
};

/// Errors as refreshTokens, parseTokenResponse and, for an ID token of another person or issuer, id_token.*
/// (A227).
QCoro::Task<Result<Refreshed>> refresh(Environment environment, StoredGrant grant, std::stop_token stop);

} // namespace tessera
