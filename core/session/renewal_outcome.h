// What a renewal means for its account once it has ended: tokens, phase, events, the next try.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// The new refresh token is in `grant` and, unless `storeProblem` says why not, safe in the keychain.
void showRenewed(const StatePtr& state, const EntryPtr& entry, const TokenSet& tokens,
                 const StoredGrant& grant, const QList<IdTokenCheck>& checks,
                 std::optional<Error> storeProblem);
/// A renewal that failed at the server or on the way there.
void showRefusal(const StatePtr& state, const EntryPtr& entry, const Error& error);
/// The grant could not be read: locked keychain, missing or damaged entry.
void showGrantProblem(const StatePtr& state, const EntryPtr& entry, const Error& error);
/// Nothing renews this account any more; its tokens are wiped.
void showSignInNeeded(const StatePtr& state, const EntryPtr& entry, const Error& why);

Error signInNeeded(const EntryPtr& entry);

} // namespace tessera
