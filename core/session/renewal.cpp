#include "core/session/renewal.h"

#include "core/session/renewal_flight.h"
#include "core/session/renewal_outcome.h"
#include "core/session/renewal_schedule.h"

namespace tessera {
namespace {

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
    const bool canRenew = !entry->grant || hasRefreshToken(entry);
    // The best there is: this server's tokens do not live longer, or it gives no refresh token.
    if (isAlive && !entry->renewing && (!canRenew || isTooSoon(state, entry)))
        co_return *tokens;
    if (entry->session.phase == Phase::SignInNeeded || !canRenew)
        co_return failure(signInNeeded(entry));
    // A keychain that said no is not asked again by every program that wants a token (A239).
    const bool keychainRefuses = entry->session.phase == Phase::KeychainLocked && entry->waitsForPerson;
    const bool isRefused = entry->session.phase == Phase::Misconfigured || keychainRefuses;
    if (isRefused && entry->session.problem)
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
    entry->waitsForPerson = false; // here is one
    if (entry->session.phase == Phase::KeychainLocked) {
        // A person asks: now a prompt may appear.
        const auto open = co_await state->environment.secrets->unlock(keychainKey(accountId), stop);
        if (!open)
            co_return failure(open.error());
    }
    co_return co_await joinRenewal(state, entry, stop);
}

} // namespace tessera
