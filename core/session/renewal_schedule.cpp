#include "core/session/renewal_schedule.h"

#include "core/base/random.h"
#include "core/session/loading.h"
#include "core/session/renewal.h"
#include "core/session/renewal_outcome.h"
#include "core/session/revocation_queue.h"

#include <algorithm>

namespace tessera {
namespace {

/// The wall clock against the other one: by more than this it did not drift, somebody set it.
constexpr Milliseconds kNoticeable = Seconds(2);
/// What is due and cannot be done is looked at again after this.
constexpr Milliseconds kAgain = Seconds(1);

Milliseconds bootNow(const StatePtr& state)
{
    return state->environment.clock->sinceBoot();
}

bool canRenew(const EntryPtr& entry)
{
    return hasRefreshToken(entry);
}

/// `at` on the wall, since boot.
Milliseconds sinceBoot(const StatePtr& state, TimePoint at)
{
    return bootNow(state) + (at - state->environment.clock->now());
}

/// By whichever clock comes first.
std::optional<Milliseconds> renewalDue(const StatePtr& state, const EntryPtr& entry)
{
    const auto& tokens = entry->session.tokens;
    if (!tokens)
        return entry->startsAt;
    if (!tokens->expiresAt || !entry->renewAt)
        return std::nullopt;
    const Milliseconds life = *tokens->expiresAt - tokens->obtainedAt;
    const TimePoint latest = tokens->obtainedAt + latestRenewal(life, policyOf(state, entry));
    return std::min(*entry->renewAt, sinceBoot(state, latest));
}

std::optional<Milliseconds> endDue(const StatePtr& state, const EntryPtr& entry)
{
    const auto& tokens = entry->session.tokens;
    if (!tokens || !tokens->expiresAt)
        return std::nullopt;
    const Milliseconds life = *tokens->expiresAt - tokens->obtainedAt;
    return std::min(entry->obtainedBoot + life, sinceBoot(state, *tokens->expiresAt));
}

std::optional<Milliseconds> earlier(std::optional<Milliseconds> a, std::optional<Milliseconds> b)
{
    if (!a || !b)
        return a ? a : b;
    return std::min(*a, *b);
}

std::optional<Milliseconds> dueOf(const StatePtr& state, const EntryPtr& entry)
{
    if (entry->fate != Fate::Present || entry->renewing || entry->probing)
        return std::nullopt;
    std::optional<Milliseconds> due;
    const Phase phase = entry->session.phase;
    // A keychain that said no is asked again when the person wants it (A239).
    const bool looks = (phase == Phase::KeychainLocked || entry->unsaved) && !entry->waitsForPerson;
    if (phase == Phase::Offline || looks)
        due = entry->nextTry;
    if (phase == Phase::Active && !canRenew(entry))
        return earlier(due, endDue(state, entry));
    if (phase == Phase::Active) {
        auto renewal = renewalDue(state, entry);
        if (renewal && entry->renewedBoot)
            renewal = std::max(*renewal, *entry->renewedBoot + state->policy.minimumGap);
        due = earlier(due, renewal);
    }
    return due;
}

void arm(const StatePtr& state)
{
    if (state->alarm)
        state->alarm(earlier(state->queue.earliest(), state->revocationsDue));
}

void planAt(const StatePtr& state, const EntryPtr& entry, std::optional<Milliseconds> due)
{
    state->queue.plan(entry, due);
    if (!state->looking)
        arm(state);
}

bool isPast(const std::optional<Milliseconds>& due, Milliseconds now)
{
    return due && *due <= now;
}

void renewInTurn(const StatePtr& state, const EntryPtr& entry)
{
    if (state->underWay < state->policy.mostAtOnce)
        return startRenewal(state, entry);
    if (!std::exchange(entry->waitsForTurn, true))
        state->turn.append(entry);
}

/// True: something was done, or waits for its turn.
bool act(const StatePtr& state, const EntryPtr& entry)
{
    const Milliseconds now = bootNow(state);
    const Phase phase = entry->session.phase;
    if (phase == Phase::Active && !canRenew(entry) && isPast(endDue(state, entry), now)) {
        // Without a refresh token the session ends with its access token.
        showSignInNeeded(state, entry, signInNeeded(entry));
        return true;
    }
    const bool isTime = entry->nextTry <= now;
    if ((entry->unsaved || phase == Phase::KeychainLocked) && !entry->waitsForPerson && isTime) {
        retryKeychain(state, entry);
        return true;
    }
    const bool isRetry = phase == Phase::Offline && isTime;
    const bool isDue = phase == Phase::Active && canRenew(entry) && !isTooSoon(state, entry) &&
                       isPast(renewalDue(state, entry), now);
    if (!isRetry && !isDue)
        return false;
    renewInTurn(state, entry);
    return true;
}

/// Somebody set the clock: what was told in the old time is told in the new one, and may be due.
void planAllAnew(const StatePtr& state)
{
    const QList<EntryPtr> entries = state->entries.all();
    for (const EntryPtr& entry : entries) {
        planAt(state, entry, dueOf(state, entry));
        const auto shown = std::exchange(entry->session.renewsAt, nextRenewal(state, entry));
        if (shown != entry->session.renewsAt)
            announceChanged(state, entry);
    }
}

void noticeSetClock(const StatePtr& state)
{
    const Milliseconds offset =
        state->environment.clock->now().time_since_epoch() - state->environment.clock->sinceBoot();
    const auto before = state->clockOffset;
    if (before && std::chrono::abs(offset - *before) <= kNoticeable)
        return;
    state->clockOffset = offset;
    if (before)
        planAllAnew(state);
}

} // namespace

std::optional<TimePoint> nextRenewal(const StatePtr& state, const EntryPtr& entry)
{
    const TimePoint now = state->environment.clock->now();
    const Milliseconds boot = bootNow(state);
    switch (entry->session.phase) {
    case Phase::KeychainLocked:
        if (entry->waitsForPerson)
            return std::nullopt;
        [[fallthrough]];
    case Phase::Offline:
        return now + std::max(entry->nextTry - boot, Milliseconds(0));
    case Phase::Active:
    case Phase::Renewing: {
        if (!canRenew(entry))
            return std::nullopt;
        const auto due = renewalDue(state, entry);
        if (!due)
            return std::nullopt;
        return now + (entry->session.tokens ? *due - boot : std::max(*due - boot, Milliseconds(0)));
    }
    case Phase::Loading:
    case Phase::Misconfigured:
    case Phase::SignInNeeded:
        break;
    }
    return std::nullopt;
}

void plan(const StatePtr& state, const EntryPtr& entry)
{
    planAt(state, entry, dueOf(state, entry));
}

void unplan(const StatePtr& state, const EntryPtr& entry)
{
    if (std::exchange(entry->waitsForTurn, false))
        state->turn.removeAll(entry);
    planAt(state, entry, std::nullopt);
}

void planRevocations(const StatePtr& state)
{
    if (!state->looking)
        arm(state);
}

void look(const StatePtr& state)
{
    if (state->looking || state->stop.stop_requested())
        return;
    state->looking = true;
    noticeSetClock(state);
    const Milliseconds now = bootNow(state);
    while (const EntryPtr entry = state->queue.takeDue(now)) {
        if (entry->fate != Fate::Present || act(state, entry))
            continue;
        // The plan changed since; what is still due was held back by something that ends by itself.
        const auto due = dueOf(state, entry);
        state->queue.plan(entry, due ? std::max(*due, now + kAgain) : due);
    }
    tryDueRevocations(state);
    state->looking = false;
    arm(state);
}

void nextTurn(const StatePtr& state)
{
    while (!state->turn.isEmpty() && state->underWay < state->policy.mostAtOnce &&
           !state->stop.stop_requested()) {
        const EntryPtr entry = state->turn.takeFirst();
        entry->waitsForTurn = false;
        // Somebody may have asked for it meanwhile.
        if (entry->fate == Fate::Present && !act(state, entry))
            plan(state, entry);
    }
}

void tryOfflineSoon(const StatePtr& state)
{
    const QList<EntryPtr> entries = state->entries.all();
    for (const EntryPtr& entry : entries) {
        const bool isOffline = entry->session.phase == Phase::Offline && entry->session.problem &&
                               entry->session.problem->kind == ErrorKind::Offline;
        if (!isOffline || entry->renewing)
            continue;
        const Milliseconds soon = bootNow(state) + networkDelay(state->policy, randomNumber());
        entry->nextTry = std::min(entry->nextTry, soon);
        plan(state, entry);
    }
}

void noteSharedMoment(const StatePtr& state)
{
    const QList<EntryPtr> entries = state->entries.all();
    for (const EntryPtr& entry : entries)
        entry->next = After::SharedMoment;
}

} // namespace tessera
