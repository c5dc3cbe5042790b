// What a compact JWS or JWE says, decoded as strictly as can be and shown even where the strict rules refuse
// it (RFC 7515, RFC 7516, RFC 7519). No key is involved: verifying and decrypting are acts of their own.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Fills header, claims, times and findings. False, and the report as it was, if `token` is not three or five
/// parts with a JSON object as header: then it is something else.
bool inspectCompact(TokenReport& report, QByteArrayView token, TimePoint now);

// What the readers of the other serialisations share with it.

/// The report has header, payload and, if it holds them, claims: sets kind of token, title and findings.
/// `tokenBytes` as in judgeClaims.
void judgeSigned(TokenReport& report, bool isSigned, TimePoint now, qsizetype tokenBytes);
/// `usable` is what checkJwe says of it; refused, if that is an error.
void judgeEncrypted(TokenReport& report, const Result<void>& usable);
/// It could not be taken apart. What its header asks for is judged all the same: RSA1_5 is told of a damaged
/// one too (A166).
void judgeDamagedJwe(TokenReport& report, const Error& error);
/// Everything in the table, with passwords.
JweRules inspectorJweRules();

} // namespace tessera
