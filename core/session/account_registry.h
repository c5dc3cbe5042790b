// The list of accounts: how a person names one, and how the list gets to disk.
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// By id, label, e-mail, name or subject, then by a prefix of the id of at least four characters; the first
/// of these that finds anything decides. Errors (Configuration): account.unknown, account.ambiguous.
Result<QString> findAccount(const QList<Session>& sessions, const QString& text);

/// As the grant has it; without one, what accounts.json tells (no secret).
ClientRegistration registrationOf(const EntryPtr& entry);

/// Writes accounts.json with the accounts that are listed. Errors as AccountsFile::write.
Result<void> writeAccounts(const StatePtr& state);

} // namespace tessera
