// Sign-in from start to end, on one page: discovery, listener, browser, redirect, code, ID token
// (architecture 7).
#pragma once

#include "core/oauth/authorization_request.h"
#include "core/oauth/endpoint_pinning.h"
#include "core/session/environment.h"
#include "core/session/identity.h"
#include "core/session/scope_ledger.h"
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
    /// Hosts besides the issuer's own that tokens and codes will go to; from WaitingForBrowser on
    /// (A077).
    QList<ForeignHost> foreignHosts;
    QUrl address; ///< authorization URL or the device grant's verification_uri, from WaitingForBrowser on
    QUrl redirectUri;
    QString userCode; ///< device grant: what the person types at `address`; never one that others sent (A344)
    QUrl completeAddress; ///< device grant: `address` with the code inside, for a QR code; may be empty
    /// Takes the address the browser ended on, where it could not come back by itself; same checks as if it
    /// had. Errors (Configuration): paste.address (not the redirect address), paste.refused (detail: why it
    /// is not the answer to this sign-in), paste.over. Unset with the device grant, and where the
    /// administrator switched pasting off.
    std::function<Result<void>(const QString&)> paste;
    /// Why the server could not be asked what it can do: this goes on with what it said before (A089); from
    /// WaitingForBrowser on.
    std::optional<Error> lastGoodBecause;
    TimePoint deadline;                ///< when waiting for the browser ends
    std::optional<Error> browserError; ///< no browser opened; the person may open the address by hand
};

enum class SignInFlow {
    Browser, ///< RFC 8252: comes back by a loopback redirect; pasting races it
    Paste,   ///< no port is opened (a remote shell): what the browser ended on is pasted
    Device,  ///< RFC 8628
};

struct SignInRequest
{
    ClientRegistration registration;
    FormFields extra;
    RequestOptions options;
    SignInFlow flow = SignInFlow::Browser;
    Milliseconds limit = limits::kSignInTime;
    bool openBrowser = true; ///< false: only report the address (`--print-url`)
    /// Account id this sign-in renews. Another person at the end is an error and nothing is stored (N102).
    QString forAccount;
    /// The server as an earlier sign-in found it: what it could do then it must still do (A348).
    std::optional<AuthorizationServerMetadata> serverBefore;
    QString label;
    bool store = true; ///< false: `--no-store`
    /// Asked before the browser opens when endpoints have moved to other hosts since; unset or false: the
    /// sign-in ends with metadata.endpoint_moved.
    std::function<QCoro::Task<bool>(QList<EndpointChange>)> acceptMoved;
    /// Asked when the account would lose scopes it had; unset or false: nothing of the sign-in is kept.
    std::function<QCoro::Task<bool>(ScopeLedger)> acceptNarrowing;
    std::function<void(const SignInProgress&)> onProgress;
};

struct SignedIn
{
    AuthorizationServerMetadata metadata;
    ClientRegistration registration;
    TokenSet tokens;
    Identity identity;
    std::optional<IdToken> idToken; ///< unset: a plain OAuth server
    QList<IdTokenCheck> checks;
    SecretString dpopKey; ///< private JWK; empty: bearer tokens
    QUrl redirectUri;     ///< that was sent; empty with the device grant
};

/// Nothing is stored here; session_manager does that. Before the browser one request is awaited, none where
/// the server is known (server_confirmation.h), one more where it takes the request ahead. After the redirect
/// exactly one (with a plain OAuth server two: it has to be asked who that is). Errors: as serverToBeginWith,
/// acquireByBrowser, acquireByDevice, validateIdTokenRemotely, fetchIdentity; Untrusted
/// token_response.id_token (openid was asked for and no ID token came, A106).
QCoro::Task<Result<SignedIn>> signIn(Environment environment, SignInRequest request, std::stop_token stop);

} // namespace tessera
