// The end of the window's process: in order, and not for long.
#pragma once

#include "core/session/session_manager.h"

namespace tessera {

/// How long the process may stay after its windows are gone.
constexpr Milliseconds kLongestEnd = Seconds(6);

/// Once the program's own event loop has ended and its windows are hidden: lets renewals that are under way
/// finish and writes what is in memory only (SessionManager::settle). Turns an event loop of its own for at
/// most `limit`, whatever keychain and server do.
void settleBeforeEnd(SessionManager& manager, Milliseconds limit = kLongestEnd);

/// A session that ends says SIGTERM or SIGHUP: the event loop ends as if the window had been closed. A second
/// one ends the program at once. Elsewhere than on Unix: nothing.
void endOnSignals();

} // namespace tessera
