// tessera token --sasl: what a mail program sends in place of a password.
#pragma once

#include "app/cli/command.h"
#include "core/agent/token_wish.h"

namespace tessera::cli {

QList<QCommandLineOption> saslOptions();
/// Prints it and gives the exit status.
int printSasl(const Context& context, const HandedToken& handed);

} // namespace tessera::cli
