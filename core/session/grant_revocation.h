// Ends a grant at the server, in the way that server has: RFC 7009, or by deleting the whole grant.
#pragma once

#include "core/session/session_store.h"

namespace tessera {

/// Which tokens there are to do it with; either may be empty.
struct TokensToRevoke
{
    SecretString refreshToken;
    SecretString accessToken;
};

/// Nothing to do where the server has no way or there is no token. One request: revoking the refresh token
/// ends the access tokens with it (RFC 7009 section 2.1). Where only an access token can name the grant and
/// none is at hand, one is asked for first. Errors as revokeToken, deleteToken, refresh.
QCoro::Task<Result<void>> revokeGrant(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                      std::stop_token stop);

} // namespace tessera
