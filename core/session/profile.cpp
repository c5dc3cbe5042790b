#include "core/session/profile.h"

#include "core/base/logging.h"
#include "core/oidc/user_info.h"
#include "core/session/account_registry.h"
#include "core/session/flow_steps.h"
#include "core/session/identity.h"
#include "core/session/renewal.h"

namespace tessera {
namespace {

bool isTokenRefused(const Error& error)
{
    return error.code == u"invalid_token" ||
           (error.code == u"http.status" && error.detail.startsWith(QLatin1String("401")));
}

/// As the grant has it; the endpoint is the session's.
QCoro::Task<Result<QJsonObject>> askAbout(StatePtr state, EntryPtr entry, SecretString accessToken,
                                          QString expectedSubject, std::stop_token stop)
{
    const StoredGrant grant = entry->grant.value_or(StoredGrant());
    AuthorizationServerMetadata metadata = grant.metadata;
    metadata.userinfoEndpoint = entry->session.userinfoEndpoint;
    const FlowHandle flow =
        beginFlow(state->environment, FlowKind::Request, flowSubject(entry->session.account));
    const Environment environment = withinFlow(state->environment, flow);
    auto claims = co_await askUserInfo(environment, metadata, grant.registration, grant.dpopKey, accessToken,
                                       expectedSubject, stop);
    endFlow(flow, claims);
    co_return claims;
}

QCoro::Task<void> fetchProfile(StatePtr state, EntryPtr entry, SecretString accessToken)
{
    const auto claims =
        co_await askAbout(state, entry, accessToken, entry->session.account.subject, state->stop.get_token());
    if (!claims) {
        qCInfo(lcSession) << "no userinfo for" << entry->session.account.id << claims.error();
        co_return;
    }
    if (entry->fate != Fate::Present)
        co_return;
    Account& account = entry->session.account;
    const Account before = account;
    if (account.name.isEmpty())
        account.name = nameIn(*claims);
    if (account.email.isEmpty()) {
        account.email = claims->value(u"email").toString();
        account.emailVerified = isEmailVerified(*claims);
    }
    if (account == before)
        co_return;
    if (entry->listed) {
        if (const auto written = writeAccount(state, entry, IfMissing::Leave); !written)
            qCWarning(lcSession) << "the name was not remembered:" << written.error();
    }
    announceChanged(state, entry);
}

/// Without an ID token there is no sub to compare with; the row says which member is the person (identity.h).
QString expectedSub(const Account& account)
{
    return account.scopeRequested.contains(QStringLiteral("openid")) ? account.subject : QString();
}

/// Nothing of another person's answer counts (OIDC Core 5.3.2).
Result<QJsonObject> ofThisPerson(const EntryPtr& entry, const Result<QJsonObject>& claims)
{
    const Account& account = entry->session.account;
    if (!claims || account.subject.isEmpty() || !expectedSub(account).isEmpty())
        return claims;
    const UserInfoMapping mapping =
        entry->grant ? entry->grant->registration.traits.userInfo : UserInfoMapping();
    const auto identity = readIdentity(*claims, mapping);
    if (!identity)
        return failure(identity.error());
    if (identity->subject != account.subject)
        return failure(ErrorKind::Untrusted, u"userinfo.sub_mismatch",
                       QStringLiteral("it is of \"%1\"").arg(printable(identity->subject)));
    return claims;
}

} // namespace

QString nameIn(const QJsonObject& claims)
{
    const QString name = claims.value(u"name").toString().trimmed();
    return name.isEmpty() ? claims.value(u"preferred_username").toString().trimmed() : name;
}

bool isEmailVerified(const QJsonObject& claims)
{
    return claims.value(u"email_verified") == QJsonValue(true);
}

void completeProfile(const StatePtr& state, const EntryPtr& entry)
{
    const Account& account = entry->session.account;
    const bool isComplete = !account.name.isEmpty() && !account.email.isEmpty();
    if (isComplete || expectedSub(account).isEmpty() || entry->session.userinfoEndpoint.isEmpty() ||
        !entry->session.tokens)
        return;
    fetchProfile(state, entry, entry->session.tokens->accessToken);
}

QCoro::Task<Result<QJsonObject>> userInfo(StatePtr state, QString accountId, std::stop_token stop)
{
    const auto tokens = co_await freshTokens(state, accountId, Seconds(0), stop);
    if (!tokens)
        co_return failure(tokens.error());
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    const QString subject = expectedSub(entry->session.account);
    const auto claims = co_await askAbout(state, entry, tokens->accessToken, subject, stop);
    if (claims || !isTokenRefused(claims.error()) || isTooSoon(state, entry))
        co_return ofThisPerson(entry, claims);
    const auto renewed = co_await joinRenewal(state, entry, stop);
    if (!renewed)
        co_return failure(renewed.error());
    const auto again = co_await askAbout(state, entry, renewed->accessToken, subject, stop);
    co_return ofThisPerson(entry, again);
}

} // namespace tessera
