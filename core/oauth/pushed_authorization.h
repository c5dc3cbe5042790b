// Pushed authorization requests, RFC 9126: the parameters go to the server directly, and the browser carries
// only a reference to them. Used wherever the server offers it.
#pragma once

#include "core/oauth/authorization_request.h"
#include "core/oauth/requester.h"

namespace tessera {

struct PushedRequest
{
    QString requestUri; ///< for AuthorizationRequest::requestUri; good for one attempt
    TimePoint expiresAt;
};

/// The server offers it, or even insists (N045). Error (Malformed): par.no_endpoint (it insists, and names no
/// place to push to).
Result<bool> pushesRequests(const AuthorizationServerMetadata& metadata);

/// A server that once took pushed requests and no longer does: somebody may want to see or change what the
/// browser carries (A348). `before` is as an earlier sign-in of the account found it. Error (Untrusted):
/// par.withdrawn.
Result<void> checkStillPushes(const AuthorizationServerMetadata& before,
                              const AuthorizationServerMetadata& now);

/// Judges the answer (A347). Errors: Denied with the wire's code or http.status · Malformed par.status (a 2xx
/// other than 201), par.expires_in (missing, no number, below one second), http.content_type, json.* ·
/// Untrusted par.request_uri (no absolute URI, one that leads to the network outside the issuer's origin, too
/// long, or with odd characters).
Result<PushedRequest> parsePushedResponse(const HttpResponse& response,
                                          const AuthorizationServerMetadata& metadata, TimePoint now);

/// One push for one attempt to sign in, with the client's authentication (and the DPoP proof where tokens are
/// to be bound). Errors also as HttpClient::send, authenticateClient and tryAgainWithNonce.
QCoro::Task<Result<PushedRequest>>
pushAuthorizationRequest(Requester requester, AuthorizationServerMetadata metadata,
                         ClientRegistration registration, AuthorizationRequest request, std::stop_token stop);

} // namespace tessera
