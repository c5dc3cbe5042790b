// Signing out where the server cannot be told at once: what is left to be revoked waits in the keychain, and
// is tried again at the start, when the network is back, and ever less often in between (A235).
#pragma once

#include "core/session/manager_state.h"
#include "core/session/pending_revocation.h"

namespace tessera {

/// Puts it into the keychain and plans the next try. Where limits::kPendingRevocations wait already, the
/// oldest one makes room: it has been tried most. Errors as SecretStore, and Timeout session.busy_elsewhere.
QCoro::Task<Result<void>> queueRevocation(StatePtr state, RevocableGrant revocable);

/// Tries all that wait, one after the other. What is refused for good, too old or unreadable is let go, and
/// says so. Errors as SecretStore: nothing was tried.
QCoro::Task<Result<RevocationRound>> tryRevocations(StatePtr state, std::stop_token stop);

/// At the start of a program that stays: is there anything?
void lookForRevocations(const StatePtr& state);
/// The network or the keychain is back: soon, and not all programs at once.
void tryRevocationsSoon(const StatePtr& state);
/// Part of looking at what is due.
void tryDueRevocations(const StatePtr& state);

} // namespace tessera
