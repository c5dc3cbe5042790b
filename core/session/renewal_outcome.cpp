#include "core/session/renewal_outcome.h"

#include "core/base/logging.h"
#include "core/base/random.h"
#include "core/oauth/token_response.h"

namespace tessera {
namespace {

void planRetry(const StatePtr& state, const EntryPtr& entry, const Error& why)
{
    const Milliseconds now = state->environment.clock->sinceBoot();
    const Milliseconds wait = retryDelay(++entry->failures, why.retryAfter, state->policy, randomNumber());
    entry->nextTry = now + wait;
    // Whoever waits for a token is held back only as long as the server asked.
    entry->notBefore = now + (why.retryAfter ? std::min<Milliseconds>(wait, *why.retryAfter) : wait);
}

/// An event marks the change, not each further try.
void enter(const StatePtr& state, const EntryPtr& entry, Phase phase, SessionEvent::Kind kind,
           const Error& why, bool isNews)
{
    if (isNews)
        addEvent(state, entry, kind, why);
    showPhase(state, entry, phase, why);
}

/// The kind of the last event says what was told last; a renewal under way hides the phase before it.
bool lastEventIs(const EntryPtr& entry, SessionEvent::Kind kind)
{
    return !entry->session.events.isEmpty() && entry->session.events.constLast().kind == kind;
}

} // namespace

void showRenewed(const StatePtr& state, const EntryPtr& entry, const TokenSet& tokens,
                 const StoredGrant& grant, const QList<IdTokenCheck>& checks,
                 std::optional<Error> storeProblem)
{
    const bool wasOffline = lastEventIs(entry, SessionEvent::Kind::Offline);
    const bool newProblem = storeProblem && !entry->unsaved;
    holdGrant(entry, grant);
    entry->failures = 0;
    entry->looksInVain = 0;
    entry->waitsForPerson = storeProblem && storeProblem->code == u"keychain.denied";
    entry->renewedBoot = state->environment.clock->sinceBoot();
    entry->unsaved = storeProblem.has_value();
    if (entry->stored)
        entry->session.thisSessionOnly = entry->unsaved;
    if (entry->stored)
        entry->storeProblem = storeProblem;
    if (entry->unsaved)
        planRetry(state, entry, *storeProblem);
    // A server that was away for all comes back for all.
    if (wasOffline)
        entry->next = After::SharedMoment;
    keepTokens(state, entry, tokens);
    if (!checks.isEmpty())
        entry->session.checks = checks;
    if (wasOffline)
        addEvent(state, entry, SessionEvent::Kind::BackOnline);
    addEvent(state, entry, SessionEvent::Kind::Renewed);
    if (newProblem)
        addEvent(state, entry, SessionEvent::Kind::NotStored, storeProblem);
    showPhase(state, entry, Phase::Active);
}

void showRefusal(const StatePtr& state, const EntryPtr& entry, const Error& error)
{
    qCInfo(lcSession) << "renewal of" << entry->session.account.id << "failed:" << error;
    // An ID token of somebody else: the server answers, and what it says is wrong (A227).
    const bool alarming = error.code.startsWith(u"id_token.") || error.code.startsWith(u"jws.");
    switch (alarming ? RefreshFailure::Misconfigured : classifyRefreshFailure(error)) {
    case RefreshFailure::SignInNeeded:
        return showSignInNeeded(state, entry, error);
    case RefreshFailure::Misconfigured:
        return enter(state, entry, Phase::Misconfigured, SessionEvent::Kind::Misconfigured, error,
                     !lastEventIs(entry, SessionEvent::Kind::Misconfigured));
    case RefreshFailure::TryAgain:
        planRetry(state, entry, error);
        return enter(state, entry, Phase::Offline, SessionEvent::Kind::Offline, error,
                     !lastEventIs(entry, SessionEvent::Kind::Offline));
    case RefreshFailure::Cancelled:
        return showPhase(state, entry, entry->failures > 0 ? Phase::Offline : Phase::Active);
    }
}

void showGrantProblem(const StatePtr& state, const EntryPtr& entry, const Error& error)
{
    if (error.kind == ErrorKind::Cancelled)
        return showPhase(state, entry, Phase::Active);
    if (!error.code.startsWith(u"keychain."))
        return showSignInNeeded(state, entry, error);
    // Locked, gone, slow or refusing: the sign-in is in there, and nothing is concluded from not seeing it.
    entry->waitsForPerson = error.code == u"keychain.denied";
    const bool isTold = state->keychainWatch && error.code != u"keychain.timeout";
    entry->nextTry = state->environment.clock->sinceBoot() + keychainRetry(entry->looksInVain++, isTold);
    enter(state, entry, Phase::KeychainLocked, SessionEvent::Kind::KeychainLocked, error,
          !lastEventIs(entry, SessionEvent::Kind::KeychainLocked));
}

void showSignInNeeded(const StatePtr& state, const EntryPtr& entry, const Error& why)
{
    // At each start it is known anew; it happened once.
    const bool isNews =
        entry->session.phase != Phase::SignInNeeded && !lastEventIs(entry, SessionEvent::Kind::SignInNeeded);
    entry->session.tokens.reset();
    dropRefreshToken(entry);
    entry->failures = 0;
    enter(state, entry, Phase::SignInNeeded, SessionEvent::Kind::SignInNeeded, why, isNews);
}

Error signInNeeded(const EntryPtr& entry)
{
    const QString why = entry->session.problem ? entry->session.problem->code : QString();
    return Error{ErrorKind::Denied, QStringLiteral("session.sign_in_needed"), why,
                 entry->session.account.issuer};
}

} // namespace tessera
