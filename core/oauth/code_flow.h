// The authorization-code grant and its refresh, through Qt NetworkAuth: the only file that includes it. It
// builds the address and posts the two requests; everything it would decide is decided elsewhere
// (architecture section 3).
#pragma once

#include "core/oauth/authorization_response.h"
#include "core/oauth/client_authentication.h"
#include "core/oauth/requester.h"

namespace tessera {

/// The address for the browser. The endpoint's own query is kept (N001).
QUrl authorizationUrl(const AuthorizationServerMetadata& metadata, const AuthorizationRequest& request);

/// Posts the code. Any HTTP answer is a value: token_response judges it. A 3xx is Untrusted net.redirect
/// (A112). Never sent twice (A115). Errors as HttpClient::send and authenticateClient.
QCoro::Task<Result<HttpResponse>> redeemCode(Requester requester, AuthorizationServerMetadata metadata,
                                             ClientRegistration registration, AuthorizationRequest request,
                                             AuthorizationCode code, std::stop_token stop);

/// Posts the refresh token. `scope` empty: not sent, the grant's own scope stays (RFC 6749 section 6).
/// registration.redirectUri goes along where ServerTraits::refreshSendsRedirectUri.
QCoro::Task<Result<HttpResponse>> refreshTokens(Requester requester, AuthorizationServerMetadata metadata,
                                                ClientRegistration registration, SecretString refreshToken,
                                                QStringList scope, std::stop_token stop);

} // namespace tessera
