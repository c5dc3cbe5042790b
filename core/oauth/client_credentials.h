// The client credentials grant, RFC 6749 section 4.4: a token for a program that acts for itself, not for a
// person. For developers; nothing of it is stored.
#pragma once

#include "core/oauth/client_request.h"
#include "core/oauth/token_response.h"

namespace tessera {

/// `extra` adds parameters (audience, resource…) and replaces none. A refresh token in the answer is thrown
/// away (section 4.4.3). Errors: Configuration client.secret_missing (a public client has no credentials,
/// section 4.4) · as chooseAuthenticationMethod, HttpClient::send and parseTokenResponse.
QCoro::Task<Result<TokenResponse>>
requestClientCredentials(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
                         ClientRegistration registration, QStringList scope, FormFields extra,
                         std::shared_ptr<const Clock> clock, std::stop_token stop);

} // namespace tessera
