// tessera inspect --diff: what is different between two tokens.
#pragma once

#include "app/cli/terminal.h"
#include "core/inspector/token_diff.h"

namespace tessera::cli {

void printDiff(const Terminal& terminal, const TokenDiff& diff);

} // namespace tessera::cli
