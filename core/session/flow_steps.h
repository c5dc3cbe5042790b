// What the session layer tells the recorder: which run a request belongs to, the steps that are no HTTP of
// ours, and what was checked. Nothing where nobody records.
#pragma once

#include "core/oauth/redirect_listener.h"
#include "core/oidc/id_token_validation.h"
#include "core/session/environment.h"
#include "core/session/session.h"

namespace tessera {

/// Empty without a recorder.
FlowHandle beginFlow(const Environment& environment, FlowKind kind, const FlowSubject& subject);
/// Whatever is asked through it lands in that run: requests, discovery, keys.
Environment withinFlow(Environment environment, const FlowHandle& flow);
/// The run an environment made by withinFlow belongs to.
FlowHandle flowOf(const Environment& environment);
FlowSubject flowSubject(const Account& account);

template <class T>
void endFlow(const FlowHandle& flow, const Result<T>& result)
{
    flow.end(result ? std::nullopt : std::optional<Error>(result.error()));
}

/// The browser has the address: from here on it is between the person and the server.
void tellOpened(const FlowHandle& flow, const QUrl& address);

/// The answer that came back through the browser and what was found: for RedirectListener::wait. `isPasted`:
/// true while somebody pastes. Empty where nobody records.
RedirectListener::Witness redirectWitness(const FlowHandle& flow, const AuthorizationRequest& asked,
                                          std::shared_ptr<const bool> isPasted, const QUrl& tokenEndpoint);

void tellPkce(const FlowHandle& flow, const Pkce& pkce);
/// A check for each rule; of nonce and hashes both sides.
void tellIdToken(const FlowHandle& flow, const IdTokenVerdict& verdict, const SecretString& idToken,
                 const IdTokenExpectations& expected);
void tellScope(const FlowHandle& flow, const QStringList& asked, const QStringList& granted);
/// Of a renewal: whether the refresh token was exchanged.
void tellRotation(const FlowHandle& flow, const SecretString& before, const SecretString& after);

} // namespace tessera
