// The list is read again each time: another program may be signing that very account in.
#include "core/session/left_overs.h"

#include "core/session/server_lookup.h"
#include "core/session/sign_out.h"

#include <QSet>

namespace tessera {
namespace {

constexpr qsizetype kIdLength = 22; ///< of Account::id

/// Unset: not an account's entry.
std::optional<QString> accountOfKey(const QString& key)
{
    static const QString kPrefix = keychainKey(QString());
    const QString id = key.mid(kPrefix.size());
    if (!key.startsWith(kPrefix) || id.size() != kIdLength)
        return std::nullopt;
    return id;
}

/// In the list on disk, or in the hands of this program.
Result<QSet<QString>> knownAccounts(const StatePtr& state)
{
    const auto listed = state->file.read();
    if (!listed)
        return failure(listed.error());
    QSet<QString> known;
    for (const Account& account : *listed)
        known.insert(account.id);
    for (const EntryPtr& entry : state->entries)
        known.insert(entry->session.account.id);
    return known;
}

/// Only what says by itself whose it is: a grant under another account's key is sent nowhere (A251).
QCoro::Task<Result<StoredGrant>> readGrant(StatePtr state, QString accountId, std::stop_token stop)
{
    const auto text = co_await state->environment.secrets->read(keychainKey(accountId), stop);
    if (!text)
        co_return failure(text.error());
    if (!*text)
        co_return failure(ErrorKind::Keychain, u"grant.missing");
    const auto grant = parseGrant(**text);
    if (!grant)
        co_return failure(grant.error());
    const QString issuer = grant->metadata.issuer;
    if (tessera::accountId(issuer, grant->subject, grant->registration.clientId) != accountId)
        co_return failure(ErrorKind::Keychain, u"grant.issuer_mismatch", issuer);
    co_return knownGrant(state->environment, *grant);
}

/// Of the keychain as a whole, not of what stands in this entry.
bool isOfTheKeychain(const Error& error)
{
    return error.kind == ErrorKind::Cancelled || error.code.startsWith(u"keychain.");
}

} // namespace

QCoro::Task<Result<QList<LeftOver>>> findLeftOvers(StatePtr state, std::stop_token stop)
{
    const auto known = knownAccounts(state);
    if (!known)
        co_return failure(known.error());
    const auto keys = co_await state->environment.secrets->keys(stop);
    if (!keys)
        co_return failure(keys.error());
    QList<LeftOver> found;
    for (const QString& key : *keys) {
        const auto id = accountOfKey(key);
        if (!id || known->contains(*id))
            continue;
        LeftOver leftOver;
        leftOver.accountId = *id;
        const auto grant = co_await readGrant(state, *id, stop);
        if (grant) {
            leftOver.issuer = grant->metadata.issuer;
            leftOver.subject = grant->subject;
            leftOver.clientId = grant->registration.clientId;
        } else if (isOfTheKeychain(grant.error())) {
            co_return failure(grant.error());
        } else if (grant.error().code == u"grant.missing") {
            continue; // gone meanwhile
        } else {
            leftOver.unreadable = grant.error();
        }
        found.append(leftOver);
    }
    co_return found;
}

QCoro::Task<Result<SignOutOutcome>> endLeftOver(StatePtr state, QString accountId, std::stop_token stop)
{
    const auto alone = co_await lockAmongProcesses(state->locks, accountId, stop);
    if (!alone)
        co_return failure(alone.error());
    const auto known = knownAccounts(state);
    if (!known)
        co_return failure(known.error());
    if (known->contains(accountId))
        co_return failure(ErrorKind::Configuration, u"left_over.in_use", accountId);
    const auto grant = co_await readGrant(state, accountId, stop);
    if (!grant && isOfTheKeychain(grant.error()))
        co_return failure(grant.error());
    SignOutOutcome outcome;
    if (grant)
        outcome = co_await endGrant(state, *grant, SecretString(), true, stop);
    // Without the caller's stop token: half a sign-out is worse than a slow one.
    const auto removed = co_await state->environment.secrets->remove(keychainKey(accountId), {});
    if (!removed)
        co_return failure(removed.error());
    if (*alone)
        (*alone)->removeFile();
    co_return outcome;
}

} // namespace tessera
