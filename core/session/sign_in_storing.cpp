#include "core/session/sign_in_storing.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/session/account_registry.h"
#include "core/session/linked_stop.h"
#include "core/session/profile.h"
#include "core/session/renewal_outcome.h"

namespace tessera {
namespace {

Account accountOf(const SignedIn& signedIn, const QString& label, TimePoint now)
{
    Account account;
    account.issuer = signedIn.metadata.issuer;
    account.subject = signedIn.idToken.subject();
    account.clientId = signedIn.registration.clientId;
    account.id = accountId(account.issuer, account.subject, account.clientId);
    account.name = nameIn(signedIn.idToken.claims());
    setEmail(account, signedIn.idToken.claims());
    account.label = label;
    account.provider = signedIn.registration.provider;
    account.scopeRequested = signedIn.tokens.scopeRequested;
    account.scopeGranted = signedIn.tokens.scopeGranted;
    account.createdAt = std::chrono::floor<Seconds>(now);
    return account;
}

StoredGrant grantOf(const SignedIn& signedIn)
{
    StoredGrant grant;
    grant.metadata = signedIn.metadata;
    grant.registration = signedIn.registration;
    grant.subject = signedIn.idToken.subject();
    grant.refreshToken = signedIn.tokens.refreshToken;
    grant.scopeRequested = signedIn.tokens.scopeRequested;
    grant.scopeGranted = signedIn.tokens.scopeGranted;
    grant.previous.subject = grant.subject;
    grant.previous.azp = signedIn.idToken.text(u"azp");
    const auto authTime = optionalNumericDate(signedIn.idToken.claims(), u"auth_time", u"id_token.claim");
    grant.previous.authTime = authTime.value_or(std::nullopt);
    return grant;
}

EntryPtr entryOf(const StatePtr& state, const SignedIn& signedIn, const SignInRequest& request)
{
    const auto entry = std::make_shared<AccountEntry>();
    entry->session.account = accountOf(signedIn, request.label, state->environment.clock->now());
    entry->session.checks = signedIn.checks;
    entry->session.userinfoEndpoint = signedIn.metadata.userinfoEndpoint;
    entry->grant = grantOf(signedIn);
    return entry;
}

/// What the account was called stays, and since when it is there.
void inherit(const EntryPtr& entry, const EntryPtr& before)
{
    Account& account = entry->session.account;
    const Account& old = before->session.account;
    account.createdAt = old.createdAt;
    if (account.label.isEmpty())
        account.label = old.label;
    if (account.name.isEmpty())
        account.name = old.name;
    if (account.email.isEmpty()) {
        account.email = old.email;
        account.emailVerified = old.emailVerified;
    }
    entry->session.events = before->session.events;
}

/// A renewal with the old grant must not write over the new one (A232).
void stopRenewalOf(const EntryPtr& before)
{
    before->fate = Fate::Replaced;
    before->flight.request_stop();
}

void place(const StatePtr& state, const EntryPtr& entry, const EntryPtr& before)
{
    const auto index = before ? state->entries.indexOf(before) : -1;
    if (index < 0)
        state->entries.append(entry);
    else
        state->entries[index] = entry;
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
    const auto saved = co_await saveGrant(secrets, entry->session.account.id, *entry->grant, stop);
    if (!saved)
        co_return failure(saved.error());
    co_return true;
}

/// The list is written after the keychain; without the list the entry would be orphaned.
QCoro::Task<Result<void>> remember(StatePtr state, EntryPtr entry, bool wasListed)
{
    const auto written = writeAccounts(state);
    if (written || wasListed)
        co_return written;
    co_await state->environment.secrets->remove(keychainKey(entry->session.account.id), {});
    co_return failure(written.error());
}

void show(const StatePtr& state, const EntryPtr& entry, const SignedIn& signedIn, const EntryPtr& before)
{
    keepTokens(state, entry, signedIn.tokens);
    if (before)
        answerWaiters(before, signedIn.tokens);
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

QCoro::Task<Result<SignInOutcome>> adopt(StatePtr state, SignInRequest request, SignedIn signedIn,
                                         std::stop_token stop)
{
    const EntryPtr entry = entryOf(state, signedIn, request);
    const QString id = entry->session.account.id;
    if (!request.forAccount.isEmpty() && request.forAccount != id) {
        revokeInBackground(state, *entry->grant, signedIn.tokens.refreshToken, signedIn.tokens.accessToken);
        co_return failure(ErrorKind::Untrusted, u"sign_in.other_person",
                          printable(signedIn.idToken.displayName(), 80), signedIn.metadata.issuer);
    }
    const EntryPtr present = findEntry(state, id);
    if (present)
        stopRenewalOf(present);
    // Not with the caller's patience: the person has signed in, and that is kept or not, but not lost.
    const auto lock = co_await lockAccount(state->locks, id, state->stop.get_token());
    if (!lock) {
        if (present)
            answerWaiters(present, failure(lock.error()));
        co_return failure(lock.error());
    }
    const EntryPtr before = findEntry(state, id);
    if (before)
        inherit(entry, before);
    co_await keep(state, entry, before, request.store, stop);
    show(state, entry, signedIn, before);
    completeProfile(state, entry);
    co_return outcomeOf(entry);
}

} // namespace

QCoro::Task<Result<SignInOutcome>> signInAndStore(StatePtr state, SignInRequest request, std::stop_token stop)
{
    const LinkedStop linked(stop, state->stop.get_token());
    const auto signedIn = co_await signIn(state->environment, request, linked.token());
    if (!signedIn)
        co_return failure(signedIn.error());
    if (request.onProgress) {
        SignInProgress progress;
        progress.step = SignInStep::Storing;
        request.onProgress(progress);
    }
    co_return co_await adopt(state, request, *signedIn, linked.token());
}

} // namespace tessera
