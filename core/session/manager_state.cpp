#include "core/session/manager_state.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/session/grant_revocation.h"
#include "core/session/renewal_schedule.h"

#include <algorithm>

namespace tessera {
namespace {

QCoro::Task<void> revokeAndForget(Environment environment, StoredGrant grant, TokensToRevoke tokens)
{
    const auto revoked = co_await revokeGrant(environment, grant, tokens, {});
    if (!revoked)
        qCWarning(lcSession) << "unwanted tokens could not be revoked:" << revoked.error();
}

} // namespace

RenewalPolicy policyOf(const StatePtr& state, const EntryPtr& entry)
{
    return state->policy.where(entry->grant && entry->grant->registration.traits.refreshEndsAccessToken);
}

ManagerState::ManagerState(Environment world, RenewalPolicy when, SessionManager* front)
    : environment(std::move(world)), policy(when), file(environment.configDirectory),
      journal(environment.configDirectory), locks(makeAccountLocks(environment.lockDirectory)), facade(front)
{
}

EntryPtr findEntry(const StatePtr& state, const QString& accountId)
{
    return state->entries.find(accountId);
}

void announceAdded(const StatePtr& state, const EntryPtr& entry)
{
    if (state->facade)
        Q_EMIT state->facade->sessionAdded(QString(entry->session.account.id));
}

void announceChanged(const StatePtr& state, const EntryPtr& entry)
{
    if (state->facade && state->entries.contains(entry))
        Q_EMIT state->facade->sessionChanged(QString(entry->session.account.id));
}

void announceRemoved(const StatePtr& state, const QString& accountId)
{
    if (state->facade)
        Q_EMIT state->facade->sessionRemoved(accountId);
}

void addEvent(const StatePtr& state, const EntryPtr& entry, SessionEvent::Kind kind, std::optional<Error> why)
{
    const SessionEvent event{state->environment.clock->now(), kind, std::move(why)};
    appendEvent(entry->session.events, event);
    if (entry->fate == Fate::Present && entry->listed)
        state->journal.append(entry->session.account.id, event);
}

TimePoint effectiveNow(const StatePtr& state, const EntryPtr& entry)
{
    const TimePoint now = state->environment.clock->now();
    if (!entry->session.tokens)
        return now;
    const Milliseconds passed = state->environment.clock->sinceBoot() - entry->obtainedBoot;
    return std::max(now, entry->session.tokens->obtainedAt + passed);
}

void holdGrant(const EntryPtr& entry, StoredGrant grant)
{
    entry->refreshToken = SealedSecret(grant.refreshToken);
    grant.refreshToken = SecretString();
    entry->grant = std::move(grant);
    entry->session.hasRefreshToken = hasRefreshToken(entry);
}

std::optional<StoredGrant> heldGrant(const EntryPtr& entry)
{
    std::optional<StoredGrant> grant = entry->grant;
    if (grant)
        grant->refreshToken = entry->refreshToken.open();
    return grant;
}

bool hasRefreshToken(const EntryPtr& entry)
{
    return !entry->refreshToken.isEmpty();
}

void dropRefreshToken(const EntryPtr& entry)
{
    entry->refreshToken = SealedSecret();
    entry->session.hasRefreshToken = false;
}

void showServer(const EntryPtr& entry, const AuthorizationServerMetadata& metadata)
{
    entry->session.userinfoEndpoint = metadata.userinfoEndpoint;
    entry->session.foreignHosts = foreignHosts(metadata);
    entry->session.canRevoke = !metadata.revocationEndpoint.isEmpty();
}

void keepTokens(const StatePtr& state, const EntryPtr& entry, TokenSet tokens)
{
    entry->session.account.scopeGranted = tokens.scopeGranted;
    tokens.refreshToken = SecretString();
    entry->session.tokens = std::move(tokens);
    entry->obtainedBoot = state->environment.clock->sinceBoot();
    entry->renewAt.reset();
    if (!entry->session.tokens->expiresAt)
        return;
    const Milliseconds life = *entry->session.tokens->expiresAt - entry->session.tokens->obtainedAt;
    const After after = std::exchange(entry->next, After::Renewal);
    entry->renewAt =
        entry->obtainedBoot + plannedRenewal(life, after, policyOf(state, entry), randomNumber());
}

void showPhase(const StatePtr& state, const EntryPtr& entry, Phase phase, std::optional<Error> problem)
{
    entry->session.phase = phase;
    entry->session.problem = problem ? std::move(problem) : entry->storeProblem;
    entry->session.renewsAt = nextRenewal(state, entry);
    plan(state, entry);
    announceChanged(state, entry);
}

void answerWaiters(const EntryPtr& entry, const Result<TokenSet>& answer)
{
    const auto waiters = std::exchange(entry->waiters, {});
    for (const auto& waiter : waiters)
        waiter.resolve(answer);
}

Milliseconds keychainRetry(int looksInVain, bool isTold)
{
    constexpr Milliseconds kShortest = Seconds(5);
    constexpr Milliseconds kLongest = Seconds(60);
    constexpr int kMostDoublings = 4;
    if (isTold)
        return kLongest;
    return std::min(kShortest * (1 << std::clamp(looksInVain, 0, kMostDoublings)), kLongest);
}

void tellRenewal(const StatePtr& state, const EntryPtr& entry, RenewalEvent::Kind kind,
                 std::optional<Error> why)
{
    if (state->environment.onRenewalEvent)
        state->environment.onRenewalEvent(
            {kind, entry->session.account.id, state->environment.clock->now(), std::move(why)});
}

void revokeInBackground(const StatePtr& state, const StoredGrant& grant, const TokensToRevoke& tokens)
{
    revokeAndForget(state->environment, grant, tokens);
}

} // namespace tessera
