// tessera agent start: the agent without a window, in this process or in one that outlives the command.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// Until it is stopped. Errors: as AgentListener, readAccounts; usage.number.
QCoro::Task<Result<void>> runAgent(ContextPtr context);

/// Starts another process of this program that runs it, and waits until it listens. What it complains about
/// is complained about here. Returns the exit status.
QCoro::Task<int> startAgent(ContextPtr context);

} // namespace tessera::cli
