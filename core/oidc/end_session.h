// RP-initiated logout, OpenID Connect RP-Initiated Logout 1.0: the provider's own session ends too, in the
// browser. Signing out here never waits for it (N106).
#pragma once

#include "core/oauth/authorization_response.h"
#include "core/oauth/return_listener.h"

namespace tessera {

struct EndSessionRequest
{
    QUrl endpoint;              ///< where to
    FormFields fields;          ///< what is said there
    QUrl postLogoutRedirectUri; ///< empty: the browser stays at the provider
    QByteArray state;
    bool hasHint =
        false; ///< the fields hold an ID token: to be posted (section 2), never to stand in an address

    /// All of it as one address, for a request without a hint. Empty with one (A346).
    QUrl address() const;
};

/// Section 2. `idTokenHint` may be empty; one that is encrypted, or longer than limits::kEndSessionHintBytes,
/// is left out. `postLogoutRedirectUri` must be registered at the provider; with it comes a state.
/// Errors: Configuration end_session.unsupported (no endpoint) · Untrusted end_session.endpoint (http and the
/// like, A345).
Result<EndSessionRequest> makeEndSessionRequest(const AuthorizationServerMetadata& metadata,
                                                const ClientRegistration& registration,
                                                const SecretString& idTokenHint,
                                                const std::optional<QUrl>& postLogoutRedirectUri);

/// Section 3: nothing where the browser came back with our state; else why it is ignored (N107).
std::optional<IgnoreResponse> judgeEndSessionResponse(QByteArrayView query, const EndSessionRequest& request);

/// Waits for the browser to come back. Errors: Timeout end_session.time_limit · Cancelled.
QCoro::Task<Result<void>> waitForEndSession(std::shared_ptr<ReturnListener> listener,
                                            EndSessionRequest request, Milliseconds limit,
                                            std::stop_token stop);

} // namespace tessera
