// The Authorization header, RFC 9110 section 11.6.2: Bearer (RFC 6750), Basic (RFC 7617), DPoP (RFC 9449) and
// others by name. A password is never in the report (attack A355).
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// `value` is what stands behind "Authorization:". Bearer and DPoP with a token in JOSE become parts.
void inspectAuthorization(TokenReport& report, QByteArrayView value, TimePoint now);

/// The token of "Bearer <compact JOSE>", line breaks inside taken off; empty if it is anything else.
QByteArray bearerJose(QByteArrayView value);

/// "alice:secret" of --user: the name as a field, the password hidden.
void inspectUserAndPassword(TokenReport& report, QByteArrayView credentials);

} // namespace tessera
