// Sign-in from start to end, on one page: discovery, listener, browser, redirect, code, ID token
// (architecture 7).
#pragma once

#include "core/session/environment.h"
#include "core/session/session.h"

namespace tessera {

enum class SignInStep {
    Discovering,       ///< asking the issuer what it can do
    WaitingForBrowser, ///< `address` was opened (or is to be opened by the person)
    Redeeming,         ///< the redirect came; the token request is under way
    CheckingIdToken,
    Storing,
};

struct SignInProgress
{
    SignInStep step = SignInStep::Discovering;
    QUrl address; ///< authorization URL, from WaitingForBrowser on
    QUrl redirectUri;
    TimePoint deadline;                ///< when waiting for the browser ends
    std::optional<Error> browserError; ///< no browser opened; the person may open the address by hand
};

struct SignInRequest
{
    ClientRegistration registration;
    FormFields extra;
    Milliseconds limit = limits::kSignInTime;
    bool openBrowser = true; ///< false: only report the address (`--print-url`)
    /// Account id this sign-in renews. Another person at the end is an error and nothing is stored (N102).
    QString forAccount;
    QString label;
    bool store = true; ///< false: `--no-store`
    std::function<void(const SignInProgress&)> onProgress;
};

struct SignedIn
{
    AuthorizationServerMetadata metadata;
    ClientRegistration registration;
    TokenSet tokens;
    IdToken idToken;
    QList<IdTokenCheck> checks;
};

/// Nothing is stored here; session_manager does that. After the redirect exactly one request is awaited.
/// Errors: as discover, RedirectListener, parseTokenResponse, validateIdTokenRemotely; Untrusted
/// token_response.id_token (openid was asked for and no ID token came, A106); Configuration browser.none only
/// with nobody listening to onProgress.
QCoro::Task<Result<SignedIn>> signIn(Environment environment, SignInRequest request, std::stop_token stop);

} // namespace tessera
