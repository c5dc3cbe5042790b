#include "core/session/renewal_flight.h"

#include "core/base/logging.h"
#include "core/session/flow_steps.h"
#include "core/session/refresh.h"
#include "core/session/renewal_outcome.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

using Kind = RenewalEvent::Kind;
using LockPtr = std::shared_ptr<AccountLock>;

/// The grant that is used, and what is known of answers that never came.
struct Attempt
{
    Attempt(StoredGrant used, std::optional<RenewalNote> open)
        : grant(std::move(used)), unanswered(std::move(open))
    {
    }

    StoredGrant grant;
    /// Of a request with this token whose answer is missing: the reason if the server refuses it now.
    std::optional<RenewalNote> unanswered;
};
using AttemptPtr = std::shared_ptr<Attempt>;

bool isPresent(const EntryPtr& entry)
{
    return entry->fate == Fate::Present;
}

bool keychainCounts(const EntryPtr& entry)
{
    return entry->stored && !entry->unsaved;
}

/// Of a stored account the keychain's copy counts: another process may have renewed meanwhile (A219). While
/// the keychain is gone, the copy in memory is as good, if no other program has made a later one.
QCoro::Task<Result<StoredGrant>> currentGrant(StatePtr state, EntryPtr entry, LockPtr lock)
{
    if (entry->grant && !keychainCounts(entry))
        co_return *heldGrant(entry);
    const auto grant =
        co_await loadKnownGrant(state->environment, entry->session.account, entry->flight.get_token());
    if (grant) {
        lock->leaveGeneration(grant->generation);
        co_return grant;
    }
    const bool mayUseMemory = grant.error().code == u"keychain.gone" && entry->grant &&
                              hasRefreshToken(entry) && lock->isNewest(entry->grant->generation);
    if (!mayUseMemory)
        co_return failure(grant.error());
    tellRenewal(state, entry, Kind::FromMemory, grant.error());
    co_return *heldGrant(entry);
}

/// What was written while the person signed out goes again.
QCoro::Task<void> removeIfSignedOut(StatePtr state, EntryPtr entry)
{
    if (entry->fate == Fate::SignedOut)
        co_await state->environment.secrets->remove(keychainKey(entry->session.account.id), {});
}

QCoro::Task<Result<void>> save(StatePtr state, EntryPtr entry, StoredGrant grant)
{
    const auto saved = co_await saveGrant(state->environment.secrets, entry->session.account.id, grant, {});
    co_await removeIfSignedOut(state, entry);
    co_return saved;
}

/// Into the keychain before the request goes out. Where that fails the renewal goes on: the server is not
/// asked less often because a disk is full, and the failure is told when the new token cannot be stored.
QCoro::Task<void> noteAhead(StatePtr state, EntryPtr entry, AttemptPtr attempt)
{
    StoredGrant& grant = attempt->grant;
    grant.renewal = noteFor(grant.renewal, grant.refreshToken, state->environment.clock->now());
    if (!keychainCounts(entry) || grant.renewal == attempt->unanswered)
        co_return;
    const auto noted = co_await save(state, entry, grant);
    if (noted)
        entry->flow.note(u"note.noted_ahead");
    tellRenewal(state, entry, noted ? Kind::Noted : Kind::NotNoted,
                noted ? std::nullopt : std::optional<Error>(noted.error()));
}

/// The token is as good as before: nobody shall believe later that an answer was lost.
QCoro::Task<void> takeNoteBack(StatePtr state, EntryPtr entry, AttemptPtr attempt)
{
    StoredGrant grant = attempt->grant;
    if (!keychainCounts(entry) || !isPresent(entry) || grant.renewal == attempt->unanswered)
        co_return;
    grant.renewal = attempt->unanswered;
    const auto saved = co_await save(state, entry, grant);
    if (!saved)
        qCInfo(lcSession) << "the note of a renewal stays:" << saved.error();
}

/// Once more at once if the answer was lost: within this time many servers take the old token again (A214).
QCoro::Task<Result<Refreshed>> ask(StatePtr state, EntryPtr entry, AttemptPtr attempt)
{
    const std::stop_token stop = entry->flight.get_token();
    const Environment environment = withinFlow(state->environment, entry->flow);
    auto refreshed = co_await refresh(environment, attempt->grant, stop);
    if (refreshed || !isLostAnswer(refreshed.error()) || !isPresent(entry))
        co_return refreshed;
    tellRenewal(state, entry, Kind::AnswerLost, refreshed.error());
    entry->flow.note(u"note.answer_lost", refreshed.error());
    attempt->unanswered = attempt->grant.renewal;
    tellRenewal(state, entry, Kind::TriedAgain);
    co_return co_await refresh(environment, attempt->grant, stop);
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

StoredGrant successor(StoredGrant grant, const TokenSet& tokens)
{
    if (grant.generation.isEmpty() || !(grant.refreshToken == tokens.refreshToken))
        grant.generation = newGeneration();
    grant.refreshToken = tokens.refreshToken;
    grant.scopeGranted = tokens.scopeGranted;
    grant.renewal.reset();
    return grant;
}

/// First into the keychain and read back, then in sight.
QCoro::Task<Result<TokenSet>> keepRenewed(StatePtr state, EntryPtr entry, LockPtr lock, StoredGrant grant,
                                          Refreshed refreshed)
{
    TokenSet tokens = rotated(entry, grant, refreshed.response, state->environment.clock->now());
    const StoredGrant next = successor(grant, tokens);
    tokens.refreshToken = SecretString(); // from here on nobody but the keychain has it
    const bool isNew = !(next.refreshToken == grant.refreshToken);
    tellRotation(entry->flow, grant.refreshToken, next.refreshToken);
    std::optional<Error> storeProblem;
    const bool mayNotAsk = entry->waitsForPerson && entry->storeProblem;
    if (mayNotAsk) {
        storeProblem = entry->storeProblem;
    } else if (isPresent(entry) && entry->stored) {
        const auto saved = co_await save(state, entry, next);
        if (!saved)
            storeProblem = saved.error();
    }
    if (!isPresent(entry)) {
        // Too late: nothing of the answer is kept, and nobody else shall use it (A231).
        if (entry->fate == Fate::SignedOut && !entry->keepGrant) {
            revokeInBackground(state, next, {refreshed.response.refreshToken, tokens.accessToken});
            tellRenewal(state, entry, Kind::LateAnswer);
        }
        co_return failure(signInNeeded(entry));
    }
    lock->leaveGeneration(next.generation);
    // The keychain's older token is used up: no other program may try it while the new one is here only.
    entry->kept = storeProblem ? lock->amongProcesses() : nullptr;
    if (storeProblem)
        entry->flow.note(u"note.not_stored", storeProblem);
    else if (entry->stored)
        entry->flow.note(u"note.stored");
    tellRenewal(state, entry, storeProblem ? Kind::NotStored : (isNew ? Kind::Rotated : Kind::Kept),
                storeProblem);
    showRenewed(state, entry, tokens, next, refreshed.checks, storeProblem);
    co_return tokens;
}

/// Why a token that was good is refused: perhaps because it was exchanged and the answer never came.
Error explained(Error refusal, const std::optional<RenewalNote>& unanswered)
{
    if (!unanswered || refusal.code != u"invalid_grant")
        return refusal;
    return Error{ErrorKind::Denied, QStringLiteral("session.answer_lost"),
                 toDateTime(unanswered->since).toString(Qt::ISODate), refusal.endpoint};
}

QCoro::Task<Result<TokenSet>> endWith(StatePtr state, EntryPtr entry, StoredGrant used, Error why)
{
    tellRenewal(state, entry, Kind::Refused, why);
    showSignInNeeded(state, entry, why);
    // The dead token goes (A215); what is left tells a new sign-in how to begin.
    used.refreshToken = SecretString();
    used.renewal.reset();
    if (entry->stored && isPresent(entry))
        co_await save(state, entry, used);
    co_return failure(why);
}

bool isRefused(const Result<Refreshed>& refreshed)
{
    return !refreshed && classifyRefreshFailure(refreshed.error()) == RefreshFailure::SignInNeeded;
}

/// The server calls the token dead. If somebody else has put a newer one into the keychain, it is right about
/// the old one only, and the newer one is tried (A219).
QCoro::Task<Result<TokenSet>> secondOpinion(StatePtr state, EntryPtr entry, LockPtr lock, StoredGrant used,
                                            Error refusal)
{
    const auto stored = co_await currentGrant(state, entry, lock);
    if (!stored) {
        showGrantProblem(state, entry, stored.error());
        co_return failure(stored.error());
    }
    if (stored->refreshToken == used.refreshToken || stored->refreshToken.isEmpty())
        co_return co_await endWith(state, entry, used, refusal);
    tellRenewal(state, entry, Kind::FoundNewer, refusal);
    const auto attempt = std::make_shared<Attempt>(*stored, stored->renewal);
    co_await noteAhead(state, entry, attempt);
    const auto refreshed = co_await ask(state, entry, attempt);
    if (refreshed)
        co_return co_await keepRenewed(state, entry, lock, attempt->grant, *refreshed);
    if (isRefused(refreshed))
        co_return co_await endWith(state, entry, attempt->grant,
                                   explained(refreshed.error(), attempt->unanswered));
    showRefusal(state, entry, refreshed.error());
    co_return failure(refreshed.error());
}

/// What is kept of a renewal that brought nothing.
QCoro::Task<void> settleFailure(StatePtr state, EntryPtr entry, AttemptPtr attempt, Error error)
{
    const RequestFate fate = requestFate(error);
    if (fate == RequestFate::NotSent)
        tellRenewal(state, entry, Kind::NotSent, error);
    if (fate != RequestFate::Unknown)
        co_await takeNoteBack(state, entry, attempt);
    else if (!keychainCounts(entry) && entry->grant)
        entry->grant->renewal = attempt->grant.renewal; // what the keychain remembers of the others
    showRefusal(state, entry, error);
}

QCoro::Task<Result<TokenSet>> renewLocked(StatePtr state, EntryPtr entry, LockPtr lock)
{
    const auto current = co_await currentGrant(state, entry, lock);
    if (!current) {
        showGrantProblem(state, entry, current.error());
        co_return failure(current.error());
    }
    if (current->refreshToken.isEmpty()) {
        showSignInNeeded(state, entry, signInNeeded(entry));
        co_return failure(signInNeeded(entry));
    }
    const auto attempt = std::make_shared<Attempt>(*current, current->renewal);
    if (attempt->unanswered)
        tellRenewal(state, entry, Kind::FoundUnfinished);
    co_await noteAhead(state, entry, attempt);
    if (!isPresent(entry))
        co_return failure(signInNeeded(entry));
    const auto refreshed = co_await ask(state, entry, attempt);
    if (refreshed)
        co_return co_await keepRenewed(state, entry, lock, attempt->grant, *refreshed);
    const Error& error = refreshed.error();
    if (isRefused(refreshed) && isPresent(entry))
        co_return co_await secondOpinion(state, entry, lock, attempt->grant,
                                         explained(error, attempt->unanswered));
    co_await settleFailure(state, entry, attempt, error);
    co_return failure(error);
}

QCoro::Task<Result<TokenSet>> renewRecorded(StatePtr state, EntryPtr entry)
{
    const auto lock =
        co_await lockAccount(state->locks, entry->session.account.id, entry->flight.get_token());
    if (lock)
        co_return co_await renewLocked(state, entry, *lock);
    if (isPresent(entry))
        showRefusal(state, entry, lock.error());
    co_return failure(lock.error());
}

} // namespace

QCoro::Task<Result<TokenSet>> renew(StatePtr state, EntryPtr entry)
{
    const FlowHandle flow =
        beginFlow(state->environment, FlowKind::Renewal, flowSubject(entry->session.account));
    entry->flow = flow;
    auto renewed = co_await renewRecorded(state, entry);
    entry->flow = {};
    endFlow(flow, renewed);
    co_return renewed;
}

} // namespace tessera
