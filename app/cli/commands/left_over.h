// Sign-ins in the keychain whose account is not in the list any more: shown by `tessera accounts
// --left-over`, ended by `tessera sign-out --left-over` (A246).
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

QCoro::Task<int> listLeftOvers(ContextPtr context);
QCoro::Task<int> endLeftOvers(ContextPtr context);

} // namespace tessera::cli
