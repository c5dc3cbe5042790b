// tessera register --show, --update, --delete: a client that was registered from this computer (RFC 7592).
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// One of the three was asked for.
bool isManagement(const Context& context);
QCoro::Task<int> manageRegistration(ContextPtr context);

} // namespace tessera::cli
