// What happens to a sign-in that succeeded: is it the right person, where is it kept, and it becomes a
// session.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::signIn.
QCoro::Task<Result<SignInOutcome>> signInAndStore(StatePtr state, SignInRequest request,
                                                  std::stop_token stop);

} // namespace tessera
