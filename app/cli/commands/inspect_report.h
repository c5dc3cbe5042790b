// A token report as a person reads it on a terminal.
#pragma once

#include "app/cli/terminal.h"
#include "core/inspector/token_report.h"

namespace tessera::cli {

void printReport(const Terminal& terminal, const TokenReport& report, TimePoint at);

} // namespace tessera::cli
