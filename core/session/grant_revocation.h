// Ends a grant at the server, in the way that server has: RFC 7009, or by deleting the whole grant.
#pragma once

#include "core/session/pending_revocation.h"

namespace tessera {

/// The server was not heard, or asked to be left alone for now: the same request may do later. Nobody waited
/// to the end counts too.
bool isWorthAnotherTry(const Error& error);

/// Nothing to do where the server has no way or there is no token. The refresh token first, because it lives
/// longest and should take the access tokens with it; then the access token, because not every server does
/// that (RFC 7009 section 2.1). Whatever a server answers to the second counts: it is dead, or the server
/// cannot revoke it; only not to reach the server is an error. Where only an access token can name the grant
/// and none is at hand, one is asked for first. Errors as revokeToken, deleteToken, refresh.
QCoro::Task<Result<void>> revokeGrant(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                      std::stop_token stop);

} // namespace tessera
