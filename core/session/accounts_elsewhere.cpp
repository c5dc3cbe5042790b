#include "core/session/accounts_elsewhere.h"

#include "core/base/logging.h"
#include "core/session/account_editing.h"
#include "core/session/loading.h"
#include "core/session/server_lookup.h"
#include "core/session/sign_out.h"

#include <QFileInfo>

#include <algorithm>

namespace tessera {
namespace {

bool isBusy(const StatePtr& state, const EntryPtr& entry)
{
    return entry->renewing || entry->probing || state->pendingSignIns.contains(entry->session.account.id);
}

bool isListed(const QList<Account>& accounts, const QString& id)
{
    return std::any_of(accounts.begin(), accounts.end(), [&id](const Account& row) { return row.id == id; });
}

/// One that was signed out and in again is another sign-in, though the same account.
bool hasRow(const QList<Account>& accounts, const EntryPtr& entry)
{
    const Account& ours = entry->session.account;
    return std::any_of(accounts.begin(), accounts.end(), [&ours](const Account& row) {
        return row.id == ours.id && row.createdAt == ours.createdAt;
    });
}

/// A grant that is in memory only keeps the others out by its lock: nobody else has signed it out.
bool isGone(const StatePtr& state, const EntryPtr& entry, const QList<Account>& accounts)
{
    return state->entries.contains(entry) && entry->fate == Fate::Present && entry->listed &&
           !entry->unsaved && !hasRow(accounts, entry);
}

/// Under the account's lock: whoever signs it out or in elsewhere has finished by then, and no renewal of our
/// own is on its way with the grant.
QCoro::Task<void> dropGone(StatePtr state, EntryPtr entry)
{
    entry->leaving = true;
    const auto lock = co_await lockAccount(state->locks, entry->session.account.id, state->stop.get_token());
    entry->leaving = false;
    if (!lock)
        co_return;
    const auto accounts = state->file.read();
    if (!accounts || isBusy(state, entry) || !isGone(state, entry, *accounts))
        co_return;
    const QString id = entry->session.account.id;
    qCInfo(lcSession) << id << "was signed out by another program";
    leave(entry, true); // whoever signed it out has seen to the grant
    letGo(state, entry);
    if (isListed(*accounts, id))
        co_return; // and in again: journal and lock are the new sign-in's
    state->journal.remove(id);
    if (const auto file = (*lock)->amongProcesses())
        file->removeFile();
}

bool dropAllGone(const StatePtr& state, const QList<Account>& accounts)
{
    bool again = false;
    const QList<EntryPtr> entries = state->entries.all();
    for (const EntryPtr& entry : entries) {
        if (!isGone(state, entry, accounts))
            continue;
        if (!isBusy(state, entry) && !entry->leaving)
            dropGone(state, entry);
        again = again || state->entries.contains(entry);
    }
    return again;
}

/// What a person sees of it. Not its scopes: what was granted last, the renewals here know.
void takeNames(const StatePtr& state, const EntryPtr& entry, const Account& row)
{
    Account& ours = entry->session.account;
    const bool isSame = ours.label == row.label && ours.name == row.name && ours.email == row.email &&
                        ours.emailVerified == row.emailVerified;
    if (isSame || !entry->listed || entry->fate != Fate::Present || isBusy(state, entry))
        return;
    ours.label = row.label;
    ours.name = row.name;
    ours.email = row.email;
    ours.emailVerified = row.emailVerified;
    announceChanged(state, entry);
}

bool waitsForSignIn(const StatePtr& state, const EntryPtr& entry)
{
    return entry->fate == Fate::Present && entry->listed && !isBusy(state, entry) &&
           entry->session.phase == Phase::SignInNeeded;
}

/// Signed in elsewhere, the keychain has a grant of another generation. The one that ended here is no news.
bool isNewGrant(const EntryPtr& entry, const StoredGrant& grant)
{
    const bool isUsable = !grant.refreshToken.isEmpty() || !grant.lastingAccessToken.isEmpty();
    return isUsable && (!entry->grant || entry->grant->generation != grant.generation);
}

QCoro::Task<void> readNewGrant(StatePtr state, EntryPtr entry)
{
    entry->probing = true;
    const auto grant =
        co_await loadKnownGrant(state->environment, entry->session.account, state->stop.get_token());
    entry->probing = false;
    if (!grant || !waitsForSignIn(state, entry) || !isNewGrant(entry, *grant))
        co_return;
    entry->session.account.scopeRequested = grant->scopeRequested;
    entry->session.account.scopeGranted = grant->scopeGranted;
    takeGrant(state, entry, *grant);
}

/// A keychain is not asked for every question somebody has, only after the list was written.
bool wasWritten(const StatePtr& state)
{
    const QFileInfo file(state->file.path());
    const std::pair<qint64, qint64> stamp(file.lastModified().toMSecsSinceEpoch(), file.size());
    return std::exchange(state->listSeen, stamp) != stamp;
}

} // namespace

QCoro::Task<Result<bool>> followAccountsFile(StatePtr state)
{
    // No program of ours takes the list away; whoever did has signed nobody out.
    if (!state->isLoaded || !QFileInfo::exists(state->file.path()))
        co_return false;
    const bool isNews = wasWritten(state);
    const auto accounts = state->file.read();
    if (!accounts)
        co_return failure(accounts.error());
    const bool again = dropAllGone(state, *accounts);
    QList<Account> added;
    QList<EntryPtr> waiting;
    for (const Account& row : *accounts) {
        const EntryPtr entry = findEntry(state, row.id);
        if (!entry)
            added.append(row);
        else
            takeNames(state, entry, row);
        if (entry && isNews && waitsForSignIn(state, entry))
            waiting.append(entry);
    }
    const auto loaded = co_await loadListed(state, added, state->stop.get_token());
    if (!loaded)
        co_return failure(loaded.error());
    takeOrder(state, *accounts);
    for (const EntryPtr& entry : waiting)
        if (waitsForSignIn(state, entry))
            co_await readNewGrant(state, entry);
    co_return again;
}

} // namespace tessera
