// What a compact JWS or JWE says, decoded as strictly as can be and shown even where the strict rules refuse
// it (RFC 7515, RFC 7516, RFC 7519). No key is involved: verifying and decrypting are acts of their own.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Fills header, claims, times and findings. False, and the report as it was, if `token` is not three or five
/// parts with a JSON object as header: then it is something else.
bool inspectCompact(TokenReport& report, QByteArrayView token, TimePoint now);

} // namespace tessera
