// UserInfo for an account: on request, and once in the background after a sign-in whose ID token did not say
// who it is.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// As SessionManager::userInfo.
QCoro::Task<Result<QJsonObject>> userInfo(StatePtr state, QString accountId, std::stop_token stop);
/// Fills in name and e-mail where they are missing. Nobody waits for it and its failure changes nothing.
void completeProfile(const StatePtr& state, const EntryPtr& entry);

/// name, else preferred_username; never the e-mail.
QString nameIn(const QJsonObject& claims);
/// The issuer says so: by true, and neither by "true" nor by 1 (A194).
bool isEmailVerified(const QJsonObject& claims);

} // namespace tessera
