// Signing out: revoked at the server, gone from the keychain, from the list and from memory, in this order.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::signOut.
QCoro::Task<Result<SignOutOutcome>> signOutAccount(StatePtr state, QString accountId, bool keepGrant,
                                                   std::stop_token stop);

} // namespace tessera
