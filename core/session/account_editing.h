// What a person may change about an account in the list: what it is called and where it stands.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::rename.
Result<void> renameAccount(const StatePtr& state, const QString& accountId, const QString& label);

/// As SessionManager::move.
Result<void> moveAccount(const StatePtr& state, const QString& accountId, const QString& beforeId);

/// The order of the list on disk, which another program may have changed.
void takeOrder(const StatePtr& state, const QList<Account>& accounts);

} // namespace tessera
