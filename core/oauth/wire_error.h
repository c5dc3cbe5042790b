// The error an authorization server reports, RFC 6749 sections 4.1.2.1 and 5.2: its own code kept where it is
// one, its words made printable (A012, N014).
#pragma once

#include "core/base/result.h"
#include "core/net/secure_access_manager.h"

#include <QJsonObject>

#include <optional>

namespace tessera {

/// Denied with the server's code, or oauth.error_code where that is not a plain word of at most 64
/// characters (no dot: it can never look like one of our own codes).
Error wireError(const QString& code, const QString& description, const QString& endpoint);

/// The error in a JSON answer, whatever its status was. A member "error" of another type is none.
std::optional<Error> wireErrorIn(const QJsonObject& body, const QString& endpoint);

/// The refresh token is dead and only a person can help: invalid_grant, and what GitHub and Slack say in its
/// place, bad_refresh_token and invalid_refresh_token.
bool isDeadGrant(QStringView code);

/// For an answer whose status is not 200: the wire's error if it is the client's fault and the body says so,
/// else Denied http.status. With 5xx, 408 and 429 the status counts, whatever the body says (A220).
Error errorOf(const HttpResponse& response);

} // namespace tessera
