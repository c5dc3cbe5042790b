// What is wrong with a block of headers as a whole: credentials twice, tokens where they leak, an answer with
// a session that may be kept or sent in the clear.
#pragma once

#include "core/inspector/header_block.h"
#include "core/inspector/token_report.h"

namespace tessera {

/// The parts of the block's headers are in the report already.
void judgeHeaderBlock(TokenReport& report, const HeaderBlock& block, TimePoint now);

/// WWW-Authenticate in words: scheme, error, scope (RFC 6750 section 3, RFC 9470).
void explainChallenge(TokenReport& report, QByteArrayView value);

/// The target of a request line, "/cb?code=…", as a part if it has a query.
void inspectUrlOfTarget(TokenReport& report, QByteArrayView target, TimePoint now);

} // namespace tessera
