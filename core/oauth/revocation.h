// Token revocation, RFC 7009.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/client_authentication.h"

namespace tessera {

/// 200 is done, also for an unknown token. Errors: Configuration revocation.unsupported (no endpoint) ·
/// Denied http.status or the wire's code (503: the token may still be valid) · as HttpClient::send.
QCoro::Task<Result<void>> revokeToken(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString token,
                                      QString tokenTypeHint, std::stop_token stop);

} // namespace tessera
