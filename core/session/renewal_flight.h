// One renewal from the keychain back into the keychain, under the account's lock. The order is what makes it
// safe: note, request, new token written and read back, then in sight.
//
// Whatever moment the program ends at, the keychain holds one of three: the old token (nothing went out), the
// old token with a note (it may be used up: tried once more, and if the server refuses it, that is why), or
// the new token.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// Errors: as refresh; Denied session.answer_lost (refused, and an earlier answer is missing; detail: since
/// when), session.sign_in_needed; Timeout session.busy_elsewhere; Keychain.
QCoro::Task<Result<TokenSet>> renew(StatePtr state, EntryPtr entry);

} // namespace tessera
