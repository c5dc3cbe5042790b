// Becoming another program, with one more variable in the environment.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QStringList>

namespace tessera::cli {

/// Does not come back where the system can replace a program by another; elsewhere (Windows) waits for its
/// end and gives its exit status. Errors (Configuration): usage.exec (detail: program and cause).
Result<int> runProgram(const QStringList& command, const QByteArray& variable, const SecretString& value);

} // namespace tessera::cli
