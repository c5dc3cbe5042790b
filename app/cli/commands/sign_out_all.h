// tessera sign-out --all and --pending.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// Signs out of every account, one after the other, and says of each how it went. Ctrl-C ends it after the
/// one it is at: that one goes, the others stay. Exit status: of what went worst.
QCoro::Task<int> signOutOfAll(ContextPtr context);

/// Tells the servers that could not be told at a sign-out. Exit status: kDone where none waits any more.
QCoro::Task<int> tryPending(ContextPtr context);

/// What a person is told of a server that did not confirm; where nothing is to be told, empty.
QString unconfirmedText(const SignOutOutcome& outcome);

/// Of several results, the one a script must know: what stays on this computer before what stays elsewhere.
int worseOf(int one, int other);

} // namespace tessera::cli
