// A block of header lines explained: each interesting header becomes a part, each other one a field. Values
// are shown only of headers that hold no secrets.
#pragma once

#include "core/inspector/header_block.h"
#include "core/inspector/token_report.h"

namespace tessera {

/// Of a whole paste; several blocks (a request and its answer) share one report.
void inspectHeaders(TokenReport& report, QByteArrayView text, TimePoint now);

/// Adds fields, parts and findings of one block; kind and title are the caller's.
void inspectHeaderBlock(TokenReport& report, const HeaderBlock& block, TimePoint now);

} // namespace tessera
