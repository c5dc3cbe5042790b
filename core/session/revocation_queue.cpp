#include "core/session/revocation_queue.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/net/limits.h"
#include "core/session/grant_revocation.h"
#include "core/session/renewal_schedule.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

constexpr qsizetype kIdBytes = 16;

/// No account has this id: they are 22 characters long.
QString lockName()
{
    return QStringLiteral("revocations");
}

QString newId()
{
    return QString::fromLatin1(base64urlEncode(randomBytes(kIdBytes)));
}

/// Damaged: nobody can read it any more, and nothing can be queued before it is replaced.
QCoro::Task<Result<QList<PendingRevocation>>> readList(Environment environment)
{
    const auto text = co_await environment.secrets->read(pendingRevocationsKey(), {});
    if (!text)
        co_return failure(text.error());
    if (!*text)
        co_return QList<PendingRevocation>();
    const auto pending = parsePendingRevocations(**text);
    if (pending)
        co_return *pending;
    qCWarning(lcSession) << "the list of waiting revocations is given up:" << pending.error();
    co_return QList<PendingRevocation>();
}

QCoro::Task<Result<void>> writeList(Environment environment, QList<PendingRevocation> pending)
{
    if (pending.isEmpty())
        co_return co_await environment.secrets->remove(pendingRevocationsKey(), {});
    const SecretString text = serialisePendingRevocations(pending);
    co_return co_await environment.secrets->write(pendingRevocationsKey(), text, {});
}

void showPending(const StatePtr& state, const QList<PendingRevocation>& pending)
{
    if (state->pendingRevocations == pending)
        return;
    state->pendingRevocations = pending;
    if (state->facade)
        Q_EMIT state->facade->pendingRevocationsChanged();
}

void planNext(const StatePtr& state, Milliseconds wait)
{
    state->revocationsDue = state->environment.clock->sinceBoot() + wait;
    planRevocations(state);
}

/// As between renewals, but nobody waits for it: after half an hour of tries once an hour is enough.
Milliseconds nextWait(const StatePtr& state, const std::optional<Error>& why)
{
    constexpr int kOften = 12;
    if (++state->revocationFailures > kOften)
        return std::chrono::hours(1);
    return retryDelay(state->revocationFailures, why ? why->retryAfter : std::nullopt, state->policy,
                      randomNumber());
}

struct Attempt
{
    bool isSettled = false;     ///< nothing of it has to be kept
    std::optional<Error> error; ///< why it waits on, or why it was given up
};

Error givenUp(const PendingRevocation& pending, const Error& why)
{
    Error error = why;
    error.endpoint = pending.issuer;
    return error;
}

QCoro::Task<Attempt> tryOne(Environment environment, PendingRevocation pending, std::stop_token stop)
{
    const auto text = co_await environment.secrets->read(pendingRevocationKey(pending.id), stop);
    if (!text)
        co_return Attempt{false, text.error()};
    if (!*text)
        co_return Attempt{true, std::nullopt}; // another program was here
    auto revocable = parseRevocableGrant(**text);
    if (!revocable)
        co_return Attempt{true, givenUp(pending, revocable.error())};
    const StoredGrant grant = knownGrant(environment, revocable->grant);
    const TokensToRevoke tokens{grant.refreshToken, revocable->accessToken};
    const auto revoked = co_await revokeGrant(environment, grant, tokens, stop);
    if (revoked)
        co_return Attempt{true, std::nullopt};
    if (isWorthAnotherTry(revoked.error()))
        co_return Attempt{false, revoked.error()};
    co_return Attempt{true, givenUp(pending, revoked.error())};
}

QCoro::Task<Result<QList<PendingRevocation>>> lockAndReadList(StatePtr state, std::stop_token stop)
{
    const auto lock = co_await lockAccount(state->locks, lockName(), stop);
    if (!lock)
        co_return failure(lock.error());
    co_return co_await readList(state->environment);
}

/// The tokens first: what is not on the list any more nobody would find.
QCoro::Task<Result<void>> letGo(StatePtr state, QString id)
{
    const auto lock = co_await lockAccount(state->locks, lockName(), {});
    if (!lock)
        co_return failure(lock.error());
    const auto removed = co_await state->environment.secrets->remove(pendingRevocationKey(id), {});
    if (!removed)
        co_return removed;
    auto listed = co_await readList(state->environment);
    if (!listed)
        co_return failure(listed.error());
    listed->removeIf([&id](const PendingRevocation& pending) { return pending.id == id; });
    const QList<PendingRevocation> left = *listed;
    co_return co_await writeList(state->environment, left);
}

void count(RevocationRound& round, const Attempt& attempt)
{
    if (!attempt.isSettled)
        round.lastError = attempt.error;
    else if (attempt.error)
        round.givenUp.append(*attempt.error);
    else
        ++round.revoked;
}

/// The list is not locked while a server is asked: whoever signs out meanwhile must not wait for that. Two
/// programs may tell the same server, which does no harm.
QCoro::Task<Result<RevocationRound>> tryAll(StatePtr state, std::stop_token stop)
{
    const auto listed = co_await lockAndReadList(state, stop);
    if (!listed)
        co_return failure(listed.error());
    const QList<PendingRevocation>& all = *listed;
    const QList<PendingRevocation> young = withoutOld(all, state->environment.clock->now());
    RevocationRound round;
    for (const PendingRevocation& pending : all) {
        Attempt attempt;
        attempt.isSettled = !young.contains(pending);
        if (attempt.isSettled)
            attempt.error =
                Error{ErrorKind::Denied, QStringLiteral("revocation.too_old"), {}, pending.issuer};
        else
            attempt = co_await tryOne(state->environment, pending, stop);
        if (attempt.isSettled) {
            const auto gone = co_await letGo(state, pending.id);
            if (!gone)
                attempt = Attempt{false, gone.error()};
        }
        count(round, attempt);
    }
    // Some may have come meanwhile.
    const auto left = co_await lockAndReadList(state, {});
    if (!left)
        co_return failure(left.error());
    round.waiting = left->size();
    showPending(state, *left);
    co_return round;
}

void planAfter(const StatePtr& state, const Result<RevocationRound>& round)
{
    const bool isDone = round && round->waiting == 0;
    if (isDone || state->stop.stop_requested()) {
        state->revocationFailures = 0;
        state->revocationsDue.reset();
        return planRevocations(state);
    }
    if (!round && round.error().code == u"keychain.absent")
        return; // nothing can wait where nothing is kept
    const std::optional<Error> why = round ? round->lastError : std::optional<Error>(round.error());
    planNext(state, nextWait(state, why));
}

QCoro::Task<void> tryInBackground(StatePtr state)
{
    const auto round = co_await tryRevocations(state, state->stop.get_token());
    if (!round)
        qCInfo(lcSession) << "waiting revocations could not be looked at:" << round.error();
}

} // namespace

QCoro::Task<Result<void>> queueRevocation(StatePtr state, RevocableGrant revocable)
{
    const auto lock = co_await lockAccount(state->locks, lockName(), {});
    if (!lock)
        co_return failure(lock.error());
    const Environment environment = state->environment;
    const auto listed = co_await readList(environment);
    if (!listed)
        co_return failure(listed.error());
    QList<PendingRevocation> pending = *listed;
    if (pending.size() >= limits::kPendingRevocations) {
        const PendingRevocation oldest = pending.takeFirst();
        const auto removed = co_await environment.secrets->remove(pendingRevocationKey(oldest.id), {});
        if (!removed)
            co_return failure(removed.error());
    }
    PendingRevocation added;
    added.id = newId();
    added.issuer = revocable.grant.metadata.issuer;
    added.queuedAt = std::chrono::floor<Seconds>(environment.clock->now());
    pending.append(added);
    // The list first: tokens that stand on no list would stay for ever.
    const auto written = co_await writeList(environment, pending);
    if (!written)
        co_return failure(written.error());
    const SecretString text = serialiseRevocableGrant(revocable);
    const auto kept = co_await environment.secrets->write(pendingRevocationKey(added.id), text, {});
    if (!kept) {
        pending.removeLast();
        co_await writeList(environment, pending);
        co_return failure(kept.error());
    }
    showPending(state, pending);
    if (!state->revocationsDue && !state->revoking)
        planNext(state, nextWait(state, std::nullopt));
    co_return Result<void>();
}

QCoro::Task<Result<RevocationRound>> tryRevocations(StatePtr state, std::stop_token stop)
{
    if (std::exchange(state->revoking, true))
        co_return RevocationRound{0, state->pendingRevocations.size(), {}, std::nullopt};
    state->revocationsDue.reset(); // under way, so not due
    const auto round = co_await tryAll(state, stop);
    state->revoking = false;
    planAfter(state, round);
    if (round && state->facade && (round->revoked > 0 || !round->givenUp.isEmpty()))
        Q_EMIT state->facade->revocationsSettled(*round);
    co_return round;
}

void lookForRevocations(const StatePtr& state)
{
    tryInBackground(state);
}

void tryRevocationsSoon(const StatePtr& state)
{
    if (state->revoking || !state->revocationsDue)
        return;
    const Milliseconds soon =
        state->environment.clock->sinceBoot() + networkDelay(state->policy, randomNumber());
    state->revocationsDue = std::min(*state->revocationsDue, soon);
    planRevocations(state);
}

void tryDueRevocations(const StatePtr& state)
{
    if (state->revoking || !state->revocationsDue ||
        *state->revocationsDue > state->environment.clock->sinceBoot())
        return;
    tryInBackground(state);
}

} // namespace tessera
