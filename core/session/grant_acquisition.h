// The two ways to get tokens from a person's consent: the browser on this computer (RFC 6749 section 4.1) and
// a code typed on another device (RFC 8628). What comes out is the same, and is judged in sign_in.
#pragma once

#include "core/oauth/authorization_request.h"
#include "core/oidc/discovery.h"
#include "core/session/sign_in.h"

namespace tessera {

/// Tokens, and with which request they were asked for.
struct AcquiredTokens
{
    TokenResponse response;
    SecretString dpopKey;       ///< private JWK; empty: bearer tokens
    AuthorizationRequest asked; ///< nonce and max_age empty with the device grant
};

/// `report` has been told Discovering. What would end in the browser with an error page of the server's is
/// told before it opens (preflight). Errors: as preflightBeforeBrowser, RedirectListener, redeemCode,
/// parseTokenResponse, newDpopKey, pushAuthorizationRequest, signedResponseOf, RemoteJwkSets::refetch;
/// Configuration browser.none only with nobody listening to onProgress.
QCoro::Task<Result<AcquiredTokens>> acquireByBrowser(Environment environment, SignInRequest request,
                                                     DiscoveryAnswer server, std::stop_token stop);

/// Errors: as requestDeviceAuthorization and pollForTokens.
QCoro::Task<Result<AcquiredTokens>> acquireByDevice(Environment environment, SignInRequest request,
                                                    DiscoveryAnswer server, std::stop_token stop);

void report(const SignInRequest& request, const SignInProgress& progress);

} // namespace tessera
