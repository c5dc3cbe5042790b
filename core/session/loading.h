// From disk to sessions: accounts.json, then each grant; and the second look at a keychain that was closed.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::load.
QCoro::Task<Result<void>> loadAccounts(StatePtr state, std::stop_token stop);
/// These stand in accounts.json and are not known yet: shown at once, then each grant is read. Errors:
/// Cancelled.
QCoro::Task<Result<void>> loadListed(StatePtr state, QList<Account> accounts, std::stop_token stop);
/// The grant is here: the account is signed in, or known to need a new sign-in.
void takeGrant(const StatePtr& state, const EntryPtr& entry, const StoredGrant& grant);
/// Tries again what the keychain refused: to read the grant, or to write one that is in memory only.
void retryKeychain(const StatePtr& state, const EntryPtr& entry);
/// As SessionManager::settle.
QCoro::Task<Result<void>> settleAccounts(StatePtr state, Milliseconds limit, std::stop_token stop);
/// The system says that the keychain was opened or came back: whoever waits for it looks now.
void keychainChanged(const StatePtr& state);

} // namespace tessera
