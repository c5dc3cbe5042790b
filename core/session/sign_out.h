// Signing out: revoked at the server, gone from the keychain, from the list and from memory, in this order.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::signOut.
QCoro::Task<Result<SignOutOutcome>> signOutAccount(StatePtr state, QString accountId, bool keepGrant,
                                                   std::stop_token stop);

/// The first half of every sign-out: no token is handed out from here on, and a late answer of the server is
/// thrown away (A231).
void leave(const EntryPtr& entry, bool keepGrant);
/// The last: nothing of it is left in memory, and whoever looks is told.
void letGo(const StatePtr& state, const EntryPtr& entry);

/// At the server, within Environment::signOutTime. `mayQueue`: the keychain keeps this grant, so it may keep
/// it a little longer, until the server can be told.
QCoro::Task<SignOutOutcome> endGrant(StatePtr state, StoredGrant grant, SecretString accessToken,
                                     bool mayQueue, std::stop_token stop, FlowHandle flow = {});

} // namespace tessera
