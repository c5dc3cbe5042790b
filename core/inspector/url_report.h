// An address, or only its query or fragment, with the secrets it should not carry (RFC 9700 section 4.3,
// RFC 6750 section 5.3). Never opened. Only members known to be harmless are shown; everything else is
// hidden.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// "scheme://…", or a query or fragment with a member of OAuth.
bool looksLikeUrl(QByteArrayView text);

/// Fields, parts and findings. `text` may have line breaks inside; they are part of no address and skipped.
void inspectUrl(TokenReport& report, QByteArrayView text, TimePoint now);

/// The members of a form body or query, as `where` they stood: "query", "fragment", "body".
void inspectParameters(TokenReport& report, QByteArrayView encoded, const QString& where, TimePoint now);

/// Scheme, host and path for a table: no user information, query or fragment, and no long random piece of a
/// path.
QString harmlessAddress(QByteArrayView url);

} // namespace tessera
