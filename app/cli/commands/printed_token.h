// The one place where a token leaves the program on standard output.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// A token that is to be handed out: alone, as the whole header with --header, or as JSON with `more` beside
/// it (whose "token_type" counts, where it has one).
void printToken(const Context& context, const TokenResponse& tokens, const QJsonObject& more = {});

} // namespace tessera::cli
