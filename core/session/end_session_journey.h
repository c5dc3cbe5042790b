// The end of the provider's own session, after signing out here: the browser goes to the provider and, where
// an address for the way back is registered, comes back. RP-Initiated Logout 1.0 sections 2 and 3.
#pragma once

#include "core/oidc/end_session.h"
#include "core/session/environment.h"

namespace tessera {

/// Read before signing out; afterwards nothing of the account is left to read it from.
struct EndSessionPlan
{
    AuthorizationServerMetadata metadata;
    ClientRegistration registration;
    /// Says which session is meant. It holds personal data, so it stands neither in the command line of a
    /// browser nor in its history: sent only where there is a way back, posted by a page of our own (A346).
    SecretString idToken;
    /// Registered at the provider for this, on this computer. Unset: the browser stays at the provider.
    std::optional<QUrl> postLogoutRedirectUri;
    Milliseconds limit = limits::kEndSessionTime;
};

/// Done when the browser came back, or, without a way back, when it opened. Errors: as makeEndSessionRequest,
/// ReturnListener::bind and waitForEndSession; Configuration browser.none.
QCoro::Task<Result<void>> endProviderSession(Environment environment, EndSessionPlan plan,
                                             std::stop_token stop);

} // namespace tessera
