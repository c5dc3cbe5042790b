// What other programs did to the list of accounts: signed in, signed out, signed in again. The list on disk
// is right about which accounts there are; an account whose sign-in or renewal is under way here is left
// alone until that has ended.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// Takes over what has changed in accounts.json: new accounts are loaded, those that are gone go, those that
/// needed a sign-in and had it elsewhere come back. True: something was under way, look again. Errors as
/// AccountsFile::read; of a list that cannot be read nothing is concluded.
QCoro::Task<Result<bool>> followAccountsFile(StatePtr state);

} // namespace tessera
