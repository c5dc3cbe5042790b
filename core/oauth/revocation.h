// Token revocation, RFC 7009.
#pragma once

#include "core/oauth/client_authentication.h"
#include "core/oauth/requester.h"

namespace tessera {

/// 200 is done, also for an unknown token. Errors: Configuration revocation.unsupported (no endpoint) ·
/// Denied http.status or the wire's code (503: the token may still be valid) · as HttpClient::send.
QCoro::Task<Result<void>> revokeToken(Requester requester, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString token,
                                      QString tokenTypeHint, std::stop_token stop);

/// Where RevocationMethod::DeleteToken: DELETE with Basic client credentials and the token in JSON. 204 is
/// done, and 404: there is no such token any more. Errors as above, and Configuration client.secret_missing.
QCoro::Task<Result<void>> deleteToken(Requester requester, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString accessToken,
                                      std::stop_token stop);

} // namespace tessera
