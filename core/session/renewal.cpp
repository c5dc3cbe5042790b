#include "core/session/renewal.h"

#include "core/session/refresh.h"
#include "core/session/renewal_outcome.h"
#include "core/session/renewal_schedule.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

/// Of a stored account the keychain's copy counts: another process may have renewed meanwhile (A219).
QCoro::Task<Result<StoredGrant>> currentGrant(StatePtr state, EntryPtr entry)
{
    if (entry->grant && (!entry->stored || entry->unsaved))
        co_return *entry->grant;
    co_return co_await loadKnownGrant(state->environment, entry->session.account, entry->flight.get_token());
}

bool isRefused(const Result<Refreshed>& refreshed)
{
    return !refreshed && classifyRefreshFailure(refreshed.error()) == RefreshFailure::SignInNeeded;
}

StoredGrant successor(StoredGrant grant, const TokenSet& tokens)
{
    grant.refreshToken = tokens.refreshToken;
    grant.scopeGranted = tokens.scopeGranted;
    return grant;
}

TokenSet rotated(const EntryPtr& entry, const StoredGrant& grant, const TokenResponse& response,
                 TimePoint now)
{
    TokenSet before = entry->session.tokens.value_or(TokenSet());
    before.refreshToken = grant.refreshToken;
    before.scopeRequested = grant.scopeRequested;
    before.scopeGranted = grant.scopeGranted;
    return before.rotatedBy(response, now);
}

bool mustBeWritten(const EntryPtr& entry, const StoredGrant& before, const StoredGrant& after)
{
    return entry->stored && (entry->unsaved || !(before.refreshToken == after.refreshToken) ||
                             before.scopeGranted != after.scopeGranted);
}

/// What was written while the person signed out goes again.
QCoro::Task<void> removeIfSignedOut(StatePtr state, EntryPtr entry)
{
    if (entry->fate == Fate::SignedOut)
        co_await state->environment.secrets->remove(keychainKey(entry->session.account.id), {});
}

/// First into the keychain and read back, then in sight.
QCoro::Task<Result<TokenSet>> keepRenewed(StatePtr state, EntryPtr entry, StoredGrant grant,
                                          Refreshed refreshed)
{
    const TokenSet tokens = rotated(entry, grant, refreshed.response, state->environment.clock->now());
    const StoredGrant next = successor(grant, tokens);
    std::optional<Error> storeProblem;
    if (entry->fate == Fate::Present && mustBeWritten(entry, grant, next)) {
        const auto saved =
            co_await saveGrant(state->environment.secrets, entry->session.account.id, next, {});
        if (!saved)
            storeProblem = saved.error();
        co_await removeIfSignedOut(state, entry);
    }
    if (entry->fate != Fate::Present) {
        // Too late: nothing of the answer is kept, and nobody else shall use it (A231).
        if (entry->fate == Fate::SignedOut && !entry->keepGrant)
            revokeInBackground(state, next, refreshed.response.refreshToken, tokens.accessToken);
        co_return failure(signInNeeded(entry));
    }
    showRenewed(state, entry, tokens, next, refreshed.checks, storeProblem);
    co_return tokens;
}

/// The server calls the token dead. If somebody else has put a newer one into the keychain, it is right about
/// the old one only, and the newer one is tried (A219).
QCoro::Task<Result<TokenSet>> secondOpinion(StatePtr state, EntryPtr entry, StoredGrant used, Error refusal)
{
    const auto stored = co_await currentGrant(state, entry);
    if (!stored) {
        showGrantProblem(state, entry, stored.error());
        co_return failure(stored.error());
    }
    if (!(stored->refreshToken == used.refreshToken) && !stored->refreshToken.isEmpty()) {
        const auto refreshed = co_await refresh(state->environment, *stored, entry->flight.get_token());
        if (refreshed)
            co_return co_await keepRenewed(state, entry, *stored, *refreshed);
        refusal = refreshed.error();
        if (!isRefused(refreshed)) {
            showRefusal(state, entry, refusal);
            co_return failure(refusal);
        }
        used = *stored;
    }
    showRefusal(state, entry, refusal);
    // The dead token goes (A215); what is left tells a new sign-in how to begin.
    used.refreshToken = SecretString();
    if (entry->stored && entry->fate == Fate::Present) {
        co_await saveGrant(state->environment.secrets, entry->session.account.id, used, {});
        co_await removeIfSignedOut(state, entry);
    }
    co_return failure(refusal);
}

/// Read, refresh, write: under the account's lock.
QCoro::Task<Result<TokenSet>> renew(StatePtr state, EntryPtr entry)
{
    const std::stop_token stop = entry->flight.get_token();
    const auto lock = co_await lockAccount(state->locks, entry->session.account.id, stop);
    if (!lock)
        co_return failure(lock.error());
    const auto grant = co_await currentGrant(state, entry);
    if (!grant) {
        showGrantProblem(state, entry, grant.error());
        co_return failure(grant.error());
    }
    if (grant->refreshToken.isEmpty()) {
        showSignInNeeded(state, entry, signInNeeded(entry));
        co_return failure(signInNeeded(entry));
    }
    const auto refreshed = co_await refresh(state->environment, *grant, stop);
    if (refreshed)
        co_return co_await keepRenewed(state, entry, *grant, *refreshed);
    if (isRefused(refreshed) && entry->fate == Fate::Present)
        co_return co_await secondOpinion(state, entry, *grant, refreshed.error());
    showRefusal(state, entry, refreshed.error());
    co_return failure(refreshed.error());
}

QCoro::Task<void> fly(StatePtr state, EntryPtr entry)
{
    const auto result = co_await renew(state, entry);
    entry->renewing = false;
    --state->underWay;
    plan(state, entry);
    if (entry->fate != Fate::Replaced)
        answerWaiters(entry, result);
    nextTurn(state);
}

} // namespace

bool isTooSoon(const StatePtr& state, const EntryPtr& entry)
{
    return entry->renewedBoot &&
           state->environment.clock->sinceBoot() - *entry->renewedBoot < state->policy.minimumGap;
}

void startRenewal(const StatePtr& state, const EntryPtr& entry)
{
    if (entry->renewing || entry->fate != Fate::Present)
        return;
    entry->renewing = true;
    ++state->underWay;
    plan(state, entry);
    entry->flight = std::stop_source();
    // An account that is offline stays so while it is tried again: it should not flicker.
    if (entry->session.phase == Phase::Active)
        showPhase(state, entry, Phase::Renewing);
    fly(state, entry);
}

QCoro::Task<Result<TokenSet>> joinRenewal(StatePtr state, EntryPtr entry, std::stop_token stop)
{
    if (entry->fate == Fate::SignedOut || state->stop.stop_requested())
        co_return failure(signInNeeded(entry));
    const OneShot<Result<TokenSet>> answer(stop);
    entry->waiters.append(answer);
    startRenewal(state, entry);
    co_return co_await answer;
}

QCoro::Task<Result<TokenSet>> freshTokens(StatePtr state, QString accountId, Seconds minValid,
                                          std::stop_token stop)
{
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    if (entry->fate == Fate::SignedOut)
        co_return failure(signInNeeded(entry));
    const auto& tokens = entry->session.tokens;
    const TimePoint now = effectiveNow(state, entry);
    if (tokens && tokens->isFresh(now, minValid))
        co_return *tokens;
    const bool isAlive = tokens && tokens->isFresh(now);
    const bool canRenew = !entry->grant || !entry->grant->refreshToken.isEmpty();
    // The best there is: this server's tokens do not live longer, or it gives no refresh token.
    if (isAlive && !entry->renewing && (!canRenew || isTooSoon(state, entry)))
        co_return *tokens;
    if (entry->session.phase == Phase::SignInNeeded || !canRenew)
        co_return failure(signInNeeded(entry));
    if (entry->session.phase == Phase::Misconfigured && entry->session.problem)
        co_return failure(*entry->session.problem);
    if (!entry->renewing && isTooSoon(state, entry))
        co_return failure(
            ErrorKind::Denied, u"session.too_soon",
            QStringLiteral("renewed less than %1 s ago").arg(state->policy.minimumGap.count() / 1000));
    // A server that is in trouble is left alone until the retry is due; a network may be back any time.
    if (entry->session.phase == Phase::Offline && entry->session.problem &&
        entry->session.problem->kind != ErrorKind::Offline &&
        state->environment.clock->sinceBoot() < entry->notBefore)
        co_return failure(*entry->session.problem);
    co_return co_await joinRenewal(state, entry, stop);
}

QCoro::Task<Result<TokenSet>> renewNow(StatePtr state, QString accountId, std::stop_token stop)
{
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    if (entry->session.phase == Phase::KeychainLocked) {
        // A person asks: now a prompt may appear.
        const auto open = co_await state->environment.secrets->unlock(keychainKey(accountId), stop);
        if (!open)
            co_return failure(open.error());
    }
    co_return co_await joinRenewal(state, entry, stop);
}

} // namespace tessera
