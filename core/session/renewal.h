// Renewals: when one starts, that there is only one per account at a time, and that the new refresh token is
// safe before anybody sees the tokens that came with it.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::freshTokens.
QCoro::Task<Result<TokenSet>> freshTokens(StatePtr state, QString accountId, Seconds minValid,
                                          std::stop_token stop);
/// As SessionManager::renewNow.
QCoro::Task<Result<TokenSet>> renewNow(StatePtr state, QString accountId, std::stop_token stop);

/// The answer of the renewal that is under way, or of a new one. Whoever gives up waiting leaves it going
/// for the others.
QCoro::Task<Result<TokenSet>> joinRenewal(StatePtr state, EntryPtr entry, std::stop_token stop);
/// Starts one unless one is under way; nobody waits for it.
void startRenewal(const StatePtr& state, const EntryPtr& entry);

/// A renewal now would come sooner after the last one than the policy allows (A225).
bool isTooSoon(const StatePtr& state, const EntryPtr& entry);

} // namespace tessera
