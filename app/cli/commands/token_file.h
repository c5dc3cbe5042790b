// A token in a file, for programs that take it no other way. Only where memory is: below $XDG_RUNTIME_DIR.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

namespace tessera::cli {

/// Readable by its owner alone, whole or not at all; in place of an own file of that name. Errors
/// (Configuration): tool.token_file (detail: path and cause).
Result<void> writeTokenFile(const QString& path, const SecretString& token);

} // namespace tessera::cli
