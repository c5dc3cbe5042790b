// The answer of a token endpoint, RFC 6749 sections 5.1 and 5.2, and its kin: device authorization (RFC
// 8628 3.2) and introspection (RFC 7662 2.2). Tokens become parts and are hidden in the fields.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Has the members one would know it by.
bool looksLikeTokenResponse(const QJsonObject& object);

void inspectTokenResponse(TokenReport& report, const QJsonObject& object, TimePoint now);

} // namespace tessera
