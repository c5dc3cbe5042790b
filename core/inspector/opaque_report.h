// One token with nothing around it: JOSE by its structure, PASETO and macaroons by name, opaque ones by the
// prefix their maker gave them (resources/token_prefixes.json). A secret is never in the report (A356).
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Fills kind, title, fields and findings. Always ends with a kind, "opaque" if nothing is known.
void inspectBareToken(TokenReport& report, QByteArrayView token, TimePoint now);

/// The same as a part of something larger.
std::shared_ptr<const TokenReport> inspectedToken(QByteArrayView token, TimePoint now);

/// Is it surely a token of a known kind? For values of cookies, headers and addresses.
bool holdsToken(QByteArrayView value);

} // namespace tessera
