#include "core/session/loading.h"

#include "core/base/random.h"
#include "core/session/back_off.h"
#include "core/session/renewal_outcome.h"
#include "core/session/renewal_schedule.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

/// The access token is the grant, and has no end that anybody knows.
TokenSet lastingTokens(const StoredGrant& grant, TimePoint now)
{
    TokenSet tokens;
    tokens.accessToken = grant.lastingAccessToken;
    tokens.obtainedAt = now;
    tokens.scopeRequested = grant.scopeRequested;
    tokens.scopeGranted = grant.scopeGranted;
    return tokens;
}

/// The journal remembers why, from before this start.
Error whyItEnded(const EntryPtr& entry)
{
    const auto& events = entry->session.events;
    const bool isTold = !events.isEmpty() && events.constLast().why &&
                        events.constLast().kind == SessionEvent::Kind::SignInNeeded;
    return isTold ? *events.constLast().why : signInNeeded(entry);
}

} // namespace

void takeGrant(const StatePtr& state, const EntryPtr& entry, const StoredGrant& grant)
{
    holdGrant(entry, grant);
    const auto accounts = state->entries.all().size();
    entry->startsAt =
        state->environment.clock->sinceBoot() + startDelay(accounts, state->policy, randomNumber());
    showServer(entry, grant.metadata);
    entry->looksInVain = 0;
    entry->waitsForPerson = false;
    if (!grant.lastingAccessToken.isEmpty())
        keepTokens(state, entry, lastingTokens(grant, state->environment.clock->now()));
    else if (grant.refreshToken.isEmpty())
        return showSignInNeeded(state, entry, whyItEnded(entry));
    showPhase(state, entry, Phase::Active);
}

namespace {

bool keychainIsClosed(const Error& error)
{
    return error.code.startsWith(u"keychain.");
}

QCoro::Task<void> readAgain(StatePtr state, EntryPtr entry)
{
    entry->probing = true;
    plan(state, entry);
    const auto store = co_await state->environment.secrets->state(state->stop.get_token());
    if (const auto fault = faultOf(store); fault && entry->fate == Fate::Present) {
        showGrantProblem(state, entry, *fault);
    } else if (entry->fate == Fate::Present) {
        const auto grant =
            co_await loadKnownGrant(state->environment, entry->session.account, state->stop.get_token());
        if (grant && entry->fate == Fate::Present)
            takeGrant(state, entry, *grant);
        else if (!grant && entry->fate == Fate::Present)
            showGrantProblem(state, entry, grant.error());
    }
    entry->probing = false;
    plan(state, entry);
}

/// Not while another holds the lock: a renewal saves by itself.
QCoro::Task<void> writeAgain(StatePtr state, EntryPtr entry)
{
    entry->probing = true;
    plan(state, entry);
    const auto store = co_await state->environment.secrets->state(state->stop.get_token());
    const auto lock = co_await lockAccount(state->locks, entry->session.account.id, state->stop.get_token());
    const bool wanted = lock && entry->fate == Fate::Present && entry->unsaved && entry->grant;
    if (wanted && store == SecretStoreState::Available) {
        // Without a stop token: half a second at the end of the program is well spent on this.
        const StoredGrant grant = *heldGrant(entry);
        const auto saved =
            co_await saveGrant(state->environment.secrets, entry->session.account.id, grant, {});
        if (saved && entry->fate == Fate::Present) {
            entry->unsaved = false;
            entry->failures = 0;
            entry->kept.reset();
            entry->session.thisSessionOnly = false;
            entry->storeProblem.reset();
            tellRenewal(state, entry, RenewalEvent::Kind::StoredLate);
            showPhase(state, entry, entry->session.phase);
        }
    }
    if (entry->unsaved)
        entry->nextTry = state->environment.clock->sinceBoot() + backOff(++entry->failures);
    entry->probing = false;
    plan(state, entry);
}

} // namespace

void retryKeychain(const StatePtr& state, const EntryPtr& entry)
{
    if (entry->unsaved)
        writeAgain(state, entry);
    else
        readAgain(state, entry);
}

void keychainChanged(const StatePtr& state)
{
    const QList<EntryPtr> entries = state->entries.all();
    for (const EntryPtr& entry : entries) {
        const bool waits = entry->unsaved || entry->session.phase == Phase::KeychainLocked;
        if (waits && !entry->waitsForPerson && !entry->probing && !entry->renewing)
            retryKeychain(state, entry);
    }
}

QCoro::Task<Result<void>> settleAccounts(StatePtr state, Milliseconds limit, std::stop_token stop)
{
    constexpr Milliseconds kBetweenLooks(250);
    for (Milliseconds waited(0);; waited += kBetweenLooks) {
        std::optional<Error> open;
        const QList<EntryPtr> entries = state->entries.all();
        for (const EntryPtr& entry : entries) {
            if (entry->unsaved && !entry->waitsForPerson && !entry->probing && !entry->renewing)
                co_await writeAgain(state, entry);
            if (entry->unsaved)
                open = entry->storeProblem;
            else if (entry->renewing)
                open = Error{ErrorKind::Timeout, QStringLiteral("session.still_renewing"), {}, {}};
        }
        if (!open)
            co_return Result<void>();
        if (waited >= limit)
            co_return failure(*open);
        const auto paused = co_await state->environment.pause(kBetweenLooks, stop);
        if (!paused)
            co_return failure(*open);
    }
}

QCoro::Task<Result<void>> loadListed(StatePtr state, QList<Account> accounts, std::stop_token stop)
{
    QList<EntryPtr> loaded;
    for (const Account& account : accounts) {
        const auto entry = std::make_shared<AccountEntry>();
        entry->session.account = account;
        entry->session.events = state->journal.read(account.id);
        entry->listed = true;
        entry->stored = true;
        loaded.append(entry);
        state->entries.place(entry);
        announceAdded(state, entry);
    }
    std::optional<Error> closed; // one answer for all: asking each could mean a time limit each
    for (const EntryPtr& entry : loaded) {
        if (closed) {
            showGrantProblem(state, entry, *closed);
            continue;
        }
        const auto grant = co_await loadKnownGrant(state->environment, entry->session.account, stop);
        // Somebody wanted a token meanwhile, and what came is in memory only: newer than what was read.
        if (entry->fate != Fate::Present || entry->unsaved)
            continue;
        if (!grant && grant.error().kind == ErrorKind::Cancelled)
            co_return failure(grant.error());
        if (grant)
            takeGrant(state, entry, *grant);
        else
            showGrantProblem(state, entry, grant.error());
        if (!grant && keychainIsClosed(grant.error()))
            closed = grant.error();
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> loadAccounts(StatePtr state, std::stop_token stop)
{
    state->isLoaded = true;
    const auto accounts = state->file.read();
    if (!accounts)
        co_return failure(accounts.error());
    const auto loaded = co_await loadListed(state, *accounts, stop);
    co_return loaded;
}

} // namespace tessera
