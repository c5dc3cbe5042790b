// A Set-Cookie header explained: what a browser makes of each attribute, whether it stores the cookie, and
// what is wrong with it for a session (checklist N128 to N134, attack A353).
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// `line` is what stands behind "Set-Cookie:".
void inspectSetCookie(TokenReport& report, QByteArrayView line, TimePoint now);

} // namespace tessera
