// What a sign-in that succeeded becomes: an account with its grant, and what it takes over from the account
// it replaces.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// Nothing is stored and nobody sees it yet.
EntryPtr entryOf(const StatePtr& state, const SignedIn& signedIn, const SignInRequest& request);

/// What the account was called stays, and since when it is there.
void inherit(const EntryPtr& entry, const EntryPtr& before);
/// A server that gives no second refresh token means the first one still holds.
void keepRefreshToken(const EntryPtr& entry, const EntryPtr& before, SignedIn& signedIn);

/// The name of whoever signed in, as the server gives it.
QString displayName(const SignedIn& signedIn);

} // namespace tessera
