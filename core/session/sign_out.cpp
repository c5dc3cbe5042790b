#include "core/session/sign_out.h"

#include "core/base/logging.h"
#include "core/session/account_registry.h"
#include "core/session/flow_steps.h"
#include "core/session/grant_revocation.h"
#include "core/session/linked_stop.h"
#include "core/session/renewal_outcome.h"
#include "core/session/renewal_schedule.h"
#include "core/session/revocation_queue.h"
#include "core/session/server_lookup.h"

#include <QCoreApplication>
#include <QTimer>

namespace tessera {

void leave(const EntryPtr& entry, bool keepGrant)
{
    entry->fate = Fate::SignedOut;
    entry->keepGrant = keepGrant;
    entry->session.tokens.reset();
    answerWaiters(entry, failure(signInNeeded(entry)));
}

void letGo(const StatePtr& state, const EntryPtr& entry)
{
    unplan(state, entry);
    state->entries.remove(entry);
    if (state->environment.recorder)
        state->environment.recorder->forget(entry->session.account.id);
    entry->grant.reset();
    dropRefreshToken(entry);
    announceRemoved(state, entry->session.account.id);
}

namespace {

/// The newest refresh token there is. Nothing where the entry is missing or damaged: signing out is the
/// consent to its removal (A241).
QCoro::Task<Result<std::optional<StoredGrant>>> grantToRevoke(StatePtr state, EntryPtr entry,
                                                              std::stop_token stop)
{
    if (!entry->stored || entry->unsaved)
        co_return heldGrant(entry);
    const auto open =
        co_await state->environment.secrets->unlock(keychainKey(entry->session.account.id), stop);
    if (!open)
        co_return failure(open.error());
    const auto grant = co_await loadKnownGrant(state->environment, entry->session.account, stop);
    if (grant)
        co_return std::optional<StoredGrant>(*grant);
    if (grant.error().kind == ErrorKind::Cancelled || grant.error().code.startsWith(u"keychain."))
        co_return failure(grant.error());
    co_return heldGrant(entry);
}

/// A server that does not answer soon is as good as none: the account goes at once, and it is told later.
QCoro::Task<Result<void>> revokeSoon(Environment environment, StoredGrant grant, TokensToRevoke tokens,
                                     std::stop_token stop)
{
    std::stop_source late;
    QTimer::singleShot(environment.signOutTime, qApp, [late]() mutable { late.request_stop(); });
    const LinkedStop linked(stop, late.get_token());
    const auto revoked = co_await revokeGrant(environment, grant, tokens, linked.token());
    if (!revoked && revoked.error().kind == ErrorKind::Cancelled && !stop.stop_requested())
        co_return failure(ErrorKind::Timeout, u"net.timeout", {},
                          grant.metadata.revocationEndpoint.toString(QUrl::FullyEncoded));
    co_return revoked;
}

} // namespace

QCoro::Task<SignOutOutcome> endGrant(StatePtr state, StoredGrant grant, SecretString accessToken,
                                     bool mayQueue, std::stop_token stop, FlowHandle flow)
{
    if (accessToken.isEmpty())
        accessToken = grant.lastingAccessToken;
    const TokensToRevoke tokens{grant.refreshToken, accessToken};
    const Environment environment = withinFlow(state->environment, flow);
    const auto revoked = co_await revokeSoon(environment, grant, tokens, stop);
    if (revoked)
        co_return SignOutOutcome{true, std::nullopt, false};
    SignOutOutcome outcome{false, revoked.error(), false};
    if (!mayQueue || !isWorthAnotherTry(revoked.error()))
        co_return outcome;
    const RevocableGrant revocable{grant, accessToken};
    const auto queued = co_await queueRevocation(state, revocable);
    if (!queued)
        qCWarning(lcSession) << "the revocation could not be kept for later:" << queued.error();
    outcome.queued = queued.has_value();
    if (outcome.queued)
        flow.note(u"note.queued", outcome.revocationError);
    co_return outcome;
}

namespace {

/// What is left to see of a sign-out is not of the account any more.
FlowSubject nobodys(const Account& account)
{
    FlowSubject subject;
    subject.label = account.label;
    subject.issuer = account.issuer;
    return subject;
}

/// Keychain or disk would not let go: the account stays, and says why.
void stay(const StatePtr& state, const EntryPtr& entry, const Error& error, bool isRevoked)
{
    entry->fate = Fate::Present;
    if (isRevoked || error.kind != ErrorKind::Keychain)
        showSignInNeeded(state, entry, error);
    else
        showGrantProblem(state, entry, error);
}

QCoro::Task<Result<void>> forget(StatePtr state, EntryPtr entry)
{
    const QString id = entry->session.account.id;
    if (entry->listed || entry->stored) {
        // Without the caller's stop token: half a sign-out is worse than a slow one.
        const auto removed = co_await state->environment.secrets->remove(keychainKey(id), {});
        if (!removed)
            co_return removed;
    }
    if (std::exchange(entry->listed, false)) {
        if (const auto written = writeAccount(state, entry); !written) {
            entry->listed = true;
            co_return failure(written.error());
        }
    }
    state->journal.remove(id);
    letGo(state, entry);
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<SignOutOutcome>> signOutAccount(StatePtr state, QString accountId, bool keepGrant,
                                                   std::stop_token stop)
{
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry || entry->fate != Fate::Present)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    // No other program renews meanwhile and writes what is being removed. This one's renewal is not waited
    // for: its answer will find out by `fate`.
    const auto alone = co_await lockAmongProcesses(state->locks, accountId, stop);
    if (!alone)
        co_return failure(alone.error());
    if (entry->fate != Fate::Present)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    const auto grant = co_await grantToRevoke(state, entry, stop);
    if (!grant) {
        showGrantProblem(state, entry, grant.error());
        co_return failure(grant.error());
    }
    const SecretString accessToken =
        entry->session.tokens ? entry->session.tokens->accessToken : SecretString();
    const FlowHandle flow = beginFlow(state->environment, FlowKind::SignOut, nobodys(entry->session.account));
    leave(entry, keepGrant);
    SignOutOutcome outcome{true, std::nullopt, false};
    if (!keepGrant && *grant)
        outcome = co_await endGrant(state, **grant, accessToken, entry->stored, stop, flow);
    else if (keepGrant)
        flow.note(u"note.grant_kept");
    const auto forgotten = co_await forget(state, entry);
    if (!forgotten) {
        stay(state, entry, forgotten.error(), !keepGrant && outcome.revoked);
        flow.end(forgotten.error());
        co_return failure(forgotten.error());
    }
    flow.note(u"note.removed");
    flow.end(outcome.queued ? std::nullopt : outcome.revocationError);
    entry->kept.reset();
    // Not while this program's own renewal still has it: its late answer is cleared away under the same lock.
    if (*alone && !entry->renewing)
        (*alone)->removeFile();
    co_return outcome;
}

} // namespace tessera
