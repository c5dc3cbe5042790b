// Why a sign-in that succeeded must not take the place of what is there: another person, fewer scopes.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// Nothing, or why this sign-in must not take the place of `present` (null: there is nothing to replace).
/// Fewer scopes are asked about (SignInRequest::acceptNarrowing). Errors: Untrusted sign_in.other_person,
/// Cancelled sign_in.scope_narrowed (detail: the scopes that would have been lost).
QCoro::Task<std::optional<Error>> objectionTo(SignInRequest request, SignedIn signedIn, QString id,
                                              EntryPtr present);

} // namespace tessera
