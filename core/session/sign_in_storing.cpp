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
    account.subject = signedIn.identity.subject;
    account.clientId = signedIn.registration.clientId;
    account.id = accountId(account.issuer, account.subject, account.clientId);
    account.name = signedIn.identity.name;
    account.email = signedIn.identity.email;
    account.emailVerified = signedIn.identity.emailVerified;
    account.label = label;
    account.provider = signedIn.registration.provider;
    account.scopeRequested = signedIn.tokens.scopeRequested;
    account.scopeGranted = signedIn.tokens.scopeGranted;
    account.createdAt = std::chrono::floor<Seconds>(now);
    return account;
}

QString displayName(const SignedIn& signedIn)
{
    if (signedIn.idToken)
        return signedIn.idToken->displayName();
    return signedIn.identity.name.isEmpty() ? signedIn.identity.subject : signedIn.identity.name;
}

StoredGrant grantOf(const SignedIn& signedIn)
{
    StoredGrant grant;
    grant.metadata = signedIn.metadata;
    grant.registration = signedIn.registration;
    grant.subject = signedIn.identity.subject;
    grant.refreshToken = signedIn.tokens.refreshToken;
    grant.generation = newGeneration();
    const ServerTraits& traits = signedIn.registration.traits;
    if (traits.accessTokenLasts && grant.refreshToken.isEmpty() && !signedIn.tokens.expiresAt)
        grant.lastingAccessToken = signedIn.tokens.accessToken;
    if (traits.refreshSendsRedirectUri)
        grant.redirectUri = signedIn.redirectUri;
    grant.dpopKey = signedIn.dpopKey;
    grant.scopeRequested = signedIn.tokens.scopeRequested;
    grant.scopeGranted = signedIn.tokens.scopeGranted;
    grant.previous.subject = grant.subject;
    if (!signedIn.idToken)
        return grant;
    grant.previous.azp = signedIn.idToken->text(u"azp");
    const auto authTime = optionalNumericDate(signedIn.idToken->claims(), u"auth_time", u"id_token.claim");
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

/// Nobody uses these tokens: they end at the server too.
Error discard(const StatePtr& state, const EntryPtr& entry, const SignedIn& signedIn, Error why)
{
    revokeInBackground(state, *entry->grant, signedIn.tokens.refreshToken, signedIn.tokens.accessToken);
    why.endpoint = signedIn.metadata.issuer;
    return why;
}

/// A server that gives no second refresh token means the first one still holds.
void keepRefreshToken(const EntryPtr& entry, const EntryPtr& before, SignedIn& signedIn)
{
    if (!signedIn.tokens.refreshToken.isEmpty() || !before->grant || before->grant->refreshToken.isEmpty())
        return;
    if (!(before->grant->dpopKey == entry->grant->dpopKey))
        return; // it is bound to the key that goes now
    signedIn.tokens.refreshToken = before->grant->refreshToken;
    entry->grant->refreshToken = before->grant->refreshToken;
    entry->grant->lastingAccessToken = SecretString();
}

/// Nothing, or why this sign-in must not take the place of what is there.
QCoro::Task<std::optional<Error>> objection(SignInRequest request, SignedIn signedIn, QString id,
                                            EntryPtr present)
{
    if (!request.forAccount.isEmpty() && request.forAccount != id)
        co_return Error{ErrorKind::Untrusted,
                        QStringLiteral("sign_in.other_person"),
                        printable(displayName(signedIn), 80),
                        {}};
    if (!present)
        co_return std::nullopt;
    const ScopeLedger ledger{signedIn.tokens.scopeRequested, signedIn.tokens.scopeGranted,
                             present->session.account.scopeGranted};
    if (ledger.lost().isEmpty())
        co_return std::nullopt;
    bool accepted = false;
    if (request.acceptNarrowing)
        accepted = co_await request.acceptNarrowing(ledger);
    if (accepted)
        co_return std::nullopt;
    co_return Error{ErrorKind::Cancelled,
                    QStringLiteral("sign_in.scope_narrowed"),
                    printable(ledger.lost().join(u' ')),
                    {}};
}

QCoro::Task<Result<SignInOutcome>> adopt(StatePtr state, SignInRequest request, SignedIn signedIn,
                                         std::stop_token stop)
{
    const EntryPtr entry = entryOf(state, signedIn, request);
    const QString id = entry->session.account.id;
    if (auto objected = co_await objection(request, signedIn, id, findEntry(state, id)))
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

bool hasRefreshToken(const EntryPtr& entry)
{
    return entry && entry->grant && !entry->grant->refreshToken.isEmpty();
}

/// Google gives a refresh token with the first consent only. Whoever has none, new or old, is asked once more
/// with what makes the server give one; the browser knows the person by now.
QCoro::Task<Result<SignedIn>> signInForRefreshToken(StatePtr state, SignInRequest request,
                                                    std::stop_token stop)
{
    auto signedIn = co_await signIn(state->environment, request, stop);
    if (!signedIn || !signedIn->tokens.refreshToken.isEmpty())
        co_return signedIn;
    const FormFields again = request.registration.traits.whenRefreshTokenIsMissing;
    const QString id =
        accountId(signedIn->metadata.issuer, signedIn->identity.subject, signedIn->registration.clientId);
    if (again.isEmpty() || request.flow == SignInFlow::Device || hasRefreshToken(findEntry(state, id)))
        co_return signedIn;
    for (const FormField& field : again) {
        const auto isSame = [&field](const FormField& other) { return other.name == field.name; };
        request.extra.removeIf(isSame);
        request.extra += field;
    }
    co_return co_await signIn(state->environment, request, stop);
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

QCoro::Task<Result<SignInOutcome>> signInOnce(StatePtr state, SignInRequest request, std::stop_token stop)
{
    request.serverBefore = serverBefore(state, request);
    const LinkedStop linked(stop, state->stop.get_token());
    const auto signedIn = co_await signInForRefreshToken(state, request, linked.token());
    if (!signedIn)
        co_return failure(signedIn.error());
    if (request.onProgress) {
        SignInProgress progress;
        progress.step = SignInStep::Storing;
        request.onProgress(progress);
    }
    co_return co_await adopt(state, request, *signedIn, linked.token());
}

} // namespace

QCoro::Task<Result<SignInOutcome>> signInAndStore(StatePtr state, SignInRequest request, std::stop_token stop)
{
    const QString id = request.forAccount;
    if (id.isEmpty())
        co_return co_await signInOnce(state, request, stop);
    if (state->pendingSignIns.contains(id)) {
        const OneShot<Result<SignInOutcome>> answer(stop);
        state->pendingSignIns[id].append(answer);
        co_return co_await answer;
    }
    state->pendingSignIns.insert(id, {});
    const auto outcome = co_await signInOnce(state, request, stop);
    const auto waiting = state->pendingSignIns.take(id);
    for (const auto& waiter : waiting)
        waiter.resolve(outcome);
    co_return outcome;
}

} // namespace tessera
