#include "core/session/signed_in_entry.h"

#include "core/base/json_members.h"
#include "core/session/renewal_note.h"

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

} // namespace

EntryPtr entryOf(const StatePtr& state, const SignedIn& signedIn, const SignInRequest& request)
{
    const auto entry = std::make_shared<AccountEntry>();
    entry->session.account = accountOf(signedIn, request.label, state->environment.clock->now());
    entry->session.checks = signedIn.checks;
    showServer(entry, signedIn.metadata);
    holdGrant(entry, grantOf(signedIn));
    return entry;
}

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

void keepRefreshToken(const EntryPtr& entry, const EntryPtr& before, SignedIn& signedIn)
{
    if (!signedIn.tokens.refreshToken.isEmpty() || !before->grant || !hasRefreshToken(before))
        return;
    if (!(before->grant->dpopKey == entry->grant->dpopKey))
        return; // it is bound to the key that goes now
    StoredGrant grant = *entry->grant;
    grant.refreshToken = before->refreshToken.open();
    grant.lastingAccessToken = SecretString();
    signedIn.tokens.refreshToken = grant.refreshToken;
    holdGrant(entry, grant);
}

QString displayName(const SignedIn& signedIn)
{
    if (signedIn.idToken)
        return signedIn.idToken->displayName();
    return signedIn.identity.name.isEmpty() ? signedIn.identity.subject : signedIn.identity.name;
}

} // namespace tessera
