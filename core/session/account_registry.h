// The list of accounts: how a person names one, and how the list gets to disk.
#pragma once

#include "core/session/manager_state.h"

#include <functional>

namespace tessera {

/// By id, label, e-mail, name or subject, then by a prefix of the id of at least four characters; the first
/// of these that finds anything decides. Errors (Configuration): account.unknown, account.ambiguous.
Result<QString> findAccount(const QList<Session>& sessions, const QString& text);

/// As the grant has it; without one, what accounts.json tells (no secret).
ClientRegistration registrationOf(const EntryPtr& entry);

/// accounts.json as it stands on disk, changed and written, while other programs keep away from it. Errors as
/// AccountsFile::write.
Result<void> changeList(const StatePtr& state, const std::function<void(QList<Account>&)>& change);

enum class IfMissing { Add, Leave };
/// Puts this one account into accounts.json as it is listed now: in, changed or out. The others stay as they
/// stand there, because other programs sign in and out, too. Leave: where it is missing, another program has
/// signed it out. Errors as AccountsFile::write.
Result<void> writeAccount(const StatePtr& state, const EntryPtr& entry, IfMissing missing = IfMissing::Add);

} // namespace tessera
