// tessera inspect --lines: many tokens, one a line, in constant memory.
#pragma once

#include "app/cli/commands/inspect_keys.h"
#include "core/inspector/token_inspector.h"

namespace tessera::cli {

/// Decoded, verified where there are keys, compared where something is expected.
TokenReport fullReport(QByteArrayView text, TimePoint at, const InspectionKeys& keys,
                       const InspectionExpectations& expectations);

/// One line of output for each line that is not empty: {"line":3,…} with --json, else a short one. Ends in
/// kRefused if any line was refused, in kCancelled once stop is requested.
QCoro::Task<int> inspectLines(ContextPtr context, TimePoint at, InspectionKeys keys,
                              InspectionExpectations expectations);

} // namespace tessera::cli
