// What the server says of an account's access token, RFC 7662.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::introspect.
QCoro::Task<Result<Introspection>> introspectAccount(StatePtr state, QString accountId, std::stop_token stop);

} // namespace tessera
