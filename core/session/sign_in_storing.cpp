#include "core/session/sign_in_storing.h"

#include "core/session/account_registry.h"
#include "core/session/flow_steps.h"
#include "core/session/linked_stop.h"
#include "core/session/profile.h"
#include "core/session/renewal_outcome.h"
#include "core/session/renewal_schedule.h"
#include "core/session/sign_in_objection.h"
#include "core/session/signed_in_entry.h"

namespace tessera {
namespace {

/// A renewal with the old grant must not write over the new one (A232).
void stopRenewalOf(const EntryPtr& before)
{
    before->fate = Fate::Replaced;
    before->flight.request_stop();
}

void place(const StatePtr& state, const EntryPtr& entry, const EntryPtr& before)
{
    if (before)
        unplan(state, before);
    state->entries.place(entry, before);
}

/// Into the keychain. False where nothing outlives the program anyway.
QCoro::Task<Result<bool>> storeGrant(StatePtr state, EntryPtr entry, std::stop_token stop)
{
    const auto secrets = state->environment.secrets;
    if (!secrets->isPersistent())
        co_return false;
    const auto store = co_await secrets->state(stop);
    if (store == SecretStoreState::Absent)
        co_return failure(ErrorKind::Keychain, u"keychain.absent");
    const StoredGrant grant = *heldGrant(entry);
    const auto saved = co_await saveGrant(secrets, entry->session.account.id, grant, stop);
    if (!saved)
        co_return failure(saved.error());
    co_return true;
}

/// The list is written after the keychain; without the list the entry would be orphaned.
QCoro::Task<Result<void>> remember(StatePtr state, EntryPtr entry, bool wasListed)
{
    const auto written = writeAccount(state, entry);
    if (written || wasListed)
        co_return written;
    co_await state->environment.secrets->remove(keychainKey(entry->session.account.id), {});
    co_return failure(written.error());
}

void show(const StatePtr& state, const EntryPtr& entry, const SignedIn& signedIn, const EntryPtr& before)
{
    keepTokens(state, entry, signedIn.tokens);
    if (before)
        answerWaiters(before, *entry->session.tokens);
    addEvent(state, entry, SessionEvent::Kind::SignedIn);
    if (entry->storeProblem)
        addEvent(state, entry, SessionEvent::Kind::NotStored, entry->storeProblem);
    entry->session.thisSessionOnly = !entry->stored || entry->unsaved;
    if (!before)
        announceAdded(state, entry);
    showPhase(state, entry, Phase::Active);
}

/// Under the account's lock: keychain first, then the list.
QCoro::Task<void> keep(StatePtr state, EntryPtr entry, EntryPtr before, bool store, std::stop_token stop)
{
    entry->listed = before && before->listed;
    const bool wasListed = entry->listed;
    Result<bool> stored = false;
    if (store)
        stored = co_await storeGrant(state, entry, stop);
    if (!stored)
        entry->storeProblem = stored.error();
    // One that was kept before, and whose new grant did not get in, is tried again later.
    entry->unsaved = !stored && wasListed;
    entry->stored = stored.value_or(false) || entry->unsaved;
    entry->listed = stored.value_or(false) || wasListed;
    place(state, entry, before);
    if (!stored.value_or(false))
        co_return;
    const auto remembered = co_await remember(state, entry, wasListed);
    if (remembered)
        co_return;
    entry->listed = wasListed;
    entry->stored = wasListed;
    entry->storeProblem = remembered.error();
}

SignInOutcome outcomeOf(const EntryPtr& entry)
{
    const Session& session = entry->session;
    return {session.account.id,
            session.account,
            session.checks,
            session.tokens->expiresAt,
            session.tokens->scopeRefused(),
            session.thisSessionOnly,
            entry->storeProblem};
}

/// Nobody uses these tokens: they end at the server too.
Error discard(const StatePtr& state, const EntryPtr& entry, const SignedIn& signedIn, Error why)
{
    revokeInBackground(state, *entry->grant, {signedIn.tokens.refreshToken, signedIn.tokens.accessToken});
    why.endpoint = signedIn.metadata.issuer;
    return why;
}

QCoro::Task<Result<SignInOutcome>> adopt(StatePtr state, SignInRequest request, SignedIn signedIn,
                                         std::stop_token stop)
{
    const EntryPtr entry = entryOf(state, signedIn, request);
    const QString id = entry->session.account.id;
    if (auto objected = co_await objectionTo(request, signedIn, id, findEntry(state, id)))
        co_return failure(discard(state, entry, signedIn, *std::move(objected)));
    const EntryPtr present = findEntry(state, id);
    if (present)
        stopRenewalOf(present);
    // Not with the caller's patience: the person has signed in, and that is kept or not, but not lost.
    const auto lock = co_await lockAccount(state->locks, id, state->stop.get_token());
    if (!lock) {
        if (present)
            answerWaiters(present, failure(lock.error()));
        co_return failure(discard(state, entry, signedIn, lock.error()));
    }
    const EntryPtr before = findEntry(state, id);
    if (before) {
        inherit(entry, before);
        keepRefreshToken(entry, before, signedIn);
    }
    co_await keep(state, entry, before, request.store, stop);
    (*lock)->leaveGeneration(entry->grant->generation);
    if (entry->unsaved)
        entry->kept = (*lock)->amongProcesses();
    show(state, entry, signedIn, before);
    completeProfile(state, entry);
    co_return outcomeOf(entry);
}

bool isRenewable(const EntryPtr& entry)
{
    return entry && hasRefreshToken(entry);
}

/// Google gives a refresh token with the first consent only. Whoever has none, new or old, is asked once more
/// with what makes the server give one; the browser knows the person by now.
QCoro::Task<Result<SignedIn>> signInForRefreshToken(StatePtr state, Environment environment,
                                                    SignInRequest request, std::stop_token stop)
{
    auto signedIn = co_await signIn(environment, request, stop);
    if (!signedIn || !signedIn->tokens.refreshToken.isEmpty())
        co_return signedIn;
    const FormFields again = request.registration.traits.whenRefreshTokenIsMissing;
    const QString id =
        accountId(signedIn->metadata.issuer, signedIn->identity.subject, signedIn->registration.clientId);
    if (again.isEmpty() || request.flow == SignInFlow::Device || isRenewable(findEntry(state, id)))
        co_return signedIn;
    for (const FormField& field : again) {
        const auto isSame = [&field](const FormField& other) { return other.name == field.name; };
        request.extra.removeIf(isSame);
        request.extra += field;
    }
    co_return co_await signIn(environment, request, stop);
}

/// The server as the account's grant remembers it; before the person is known, as any account of this client
/// does.
std::optional<AuthorizationServerMetadata> serverBefore(const StatePtr& state, const SignInRequest& request)
{
    for (const EntryPtr& entry : state->entries) {
        const Account& account = entry->session.account;
        const bool isMeant = request.forAccount.isEmpty()
                                 ? account.issuer == request.registration.issuer &&
                                       account.clientId == request.registration.clientId
                                 : account.id == request.forAccount;
        if (isMeant && entry->grant)
            return entry->grant->metadata;
    }
    return std::nullopt;
}

FlowSubject subjectOf(const SignInRequest& request)
{
    FlowSubject subject;
    subject.accountId = request.forAccount;
    subject.label = request.label;
    subject.issuer = request.registration.issuer;
    return subject;
}

/// Who it was, and where the grant is now.
void tellStored(const FlowHandle& flow, const Result<SignInOutcome>& outcome, bool isToBeStored)
{
    if (!outcome) {
        flow.note(u"note.revoked"); // what adopt() does with what nobody keeps
        return;
    }
    flow.describe(flowSubject(outcome->account));
    if (outcome->keychainError)
        flow.note(u"note.not_stored", outcome->keychainError);
    else if (isToBeStored && !outcome->thisSessionOnly)
        flow.note(u"note.stored");
}

QCoro::Task<Result<SignInOutcome>> signInOnce(StatePtr state, SignInRequest request, FlowHandle flow,
                                              std::stop_token stop)
{
    request.serverBefore = serverBefore(state, request);
    const LinkedStop linked(stop, state->stop.get_token());
    const Environment environment = withinFlow(state->environment, flow);
    flow.arrow(FlowStepKind::SignInAsked);
    const auto signedIn = co_await signInForRefreshToken(state, environment, request, linked.token());
    if (!signedIn)
        co_return failure(signedIn.error());
    if (request.onProgress) {
        SignInProgress progress;
        progress.step = SignInStep::Storing;
        request.onProgress(progress);
    }
    auto outcome = co_await adopt(state, request, *signedIn, linked.token());
    tellStored(flow, outcome, request.store);
    co_return outcome;
}

QCoro::Task<Result<SignInOutcome>> signInRecorded(StatePtr state, SignInRequest request, std::stop_token stop)
{
    const FlowKind kind =
        request.flow == SignInFlow::Device ? FlowKind::DeviceSignIn : FlowKind::BrowserSignIn;
    const FlowHandle flow = beginFlow(state->environment, kind, subjectOf(request));
    auto outcome = co_await signInOnce(state, request, flow, stop);
    endFlow(flow, outcome);
    co_return outcome;
}

} // namespace

QCoro::Task<Result<SignInOutcome>> signInAndStore(StatePtr state, SignInRequest request, std::stop_token stop)
{
    const QString id = request.forAccount;
    if (id.isEmpty())
        co_return co_await signInRecorded(state, request, stop);
    if (state->pendingSignIns.contains(id)) {
        const OneShot<Result<SignInOutcome>> answer(stop);
        state->pendingSignIns[id].append(answer);
        co_return co_await answer;
    }
    state->pendingSignIns.insert(id, {});
    const auto outcome = co_await signInRecorded(state, request, stop);
    const auto waiting = state->pendingSignIns.take(id);
    for (const auto& waiter : waiting)
        waiter.resolve(outcome);
    co_return outcome;
}

} // namespace tessera
