// Token introspection, RFC 7662: the server says what it knows of a token.
#pragma once

#include "core/oauth/client_request.h"
#include "core/oauth/requester.h"

#include <QJsonObject>

namespace tessera {

struct Introspection
{
    bool active = false;
    /// Everything the answer holds (scope, exp, sub…), as it came. Empty for a token that is not active:
    /// nothing else is used then (N038).
    QJsonObject claims;
};

/// `tokenTypeHint` empty: not sent. Errors: Configuration introspection.unsupported (no endpoint) · Malformed
/// introspection.active (missing, or no boolean) · Denied with the wire's own code or http.status · as
/// requireJsonObject, HttpClient::send and chooseAuthenticationMethod.
QCoro::Task<Result<Introspection>> introspectToken(Requester requester, AuthorizationServerMetadata metadata,
                                                   ClientRegistration registration, SecretString token,
                                                   QString tokenTypeHint, std::stop_token stop);

} // namespace tessera
