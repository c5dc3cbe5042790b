// Finds and ends the sign-ins that outlived their account (A246).
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::leftOvers.
QCoro::Task<Result<QList<LeftOver>>> findLeftOvers(StatePtr state, std::stop_token stop);

/// As SessionManager::endLeftOver.
QCoro::Task<Result<SignOutOutcome>> endLeftOver(StatePtr state, QString accountId, std::stop_token stop);

} // namespace tessera
