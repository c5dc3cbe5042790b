// From disk to sessions: accounts.json, then each grant; and the second look at a keychain that was closed.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::load.
QCoro::Task<Result<void>> loadAccounts(StatePtr state, std::stop_token stop);
/// Tries again what the keychain refused: to read the grant, or to write one that is in memory only.
void retryKeychain(const StatePtr& state, const EntryPtr& entry);
/// As SessionManager::settle.
QCoro::Task<Result<void>> settleAccounts(StatePtr state, Milliseconds limit, std::stop_token stop);
/// The system says that the keychain was opened or came back: whoever waits for it looks now.
void keychainChanged(const StatePtr& state);

} // namespace tessera
