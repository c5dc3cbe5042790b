// What the words after `tessera create` ask for.
#pragma once

#include "app/cli/command.h"
#include "core/inspector/token_creator.h"

namespace tessera::cli {

/// Errors (Configuration): usage.template, usage.claims_missing, usage.set (no "=", or no name),
/// usage.key_sources, usage.stdin_twice, usage.life, usage.time, usage.encrypt, usage.number, file.*;
/// create.claims · and those of reading a key file.
Result<TestTokenRequest> requestFromOptions(const Context& context);

} // namespace tessera::cli
