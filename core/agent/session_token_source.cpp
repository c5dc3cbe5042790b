#include "core/agent/session_token_source.h"

#include "core/base/json_members.h"
#include "core/base/one_shot.h"
#include "core/jose/jwt.h"
#include "core/session/account_registry.h"
#include "core/session/session_store.h"

#include <algorithm>

namespace tessera {

struct SessionTokenState
{
    std::optional<Environment> environment; ///< set: the manager is ours
    bool renews = false;
    std::shared_ptr<SessionManager> own;
    SessionManager* manager = nullptr;
    bool loading = false;
    QList<OneShot<Result<void>>> waiting; ///< for the one that loads
};

namespace {

using SourceStatePtr = std::shared_ptr<SessionTokenState>;

std::optional<TimePoint> endOf(const SecretString& idToken)
{
    const auto jwt = decodeJwt(idToken.reveal());
    if (!jwt)
        return std::nullopt; // encrypted for us: it does not tell
    const auto end = optionalNumericDate(jwt->claims, u"exp", u"jwt.claims");
    return end ? *end : std::nullopt;
}

bool isOld(const TokenSet& tokens, TimePoint now, Seconds minValid)
{
    const auto end = endOf(tokens.idToken);
    return end && *end - now < minValid;
}

HandedToken handed(const Session& session, const TokenSet& tokens, WishKind kind)
{
    HandedToken token;
    token.accountId = session.account.id;
    token.issuer = session.account.issuer;
    token.subject = session.account.subject;
    token.scope = tokens.scopeGranted;
    if (kind == WishKind::Id) {
        token.token = tokens.idToken;
        token.tokenType = QStringLiteral("ID token");
        token.expiresAt = endOf(tokens.idToken);
    } else {
        token.token = tokens.accessToken;
        token.tokenType =
            tokens.tokenType == TokenType::Dpop ? QStringLiteral("DPoP") : QStringLiteral("Bearer");
        token.expiresAt = tokens.expiresAt;
    }
    return token;
}

} // namespace

SessionTokenSource::SessionTokenSource(SessionManager& manager)
    : m_state(std::make_shared<SessionTokenState>())
{
    m_state->manager = &manager;
}

SessionTokenSource::SessionTokenSource(Environment environment, bool renews)
    : m_state(std::make_shared<SessionTokenState>())
{
    m_state->environment = std::move(environment);
    m_state->renews = renews;
}

SessionTokenSource::~SessionTokenSource() = default;

namespace {

QCoro::Task<Result<void>> load(SourceStatePtr state)
{
    auto fresh = std::make_shared<SessionManager>(*state->environment);
    // Nobody's giving up ends it: others wait for it, too.
    const auto loaded = co_await fresh->load(std::stop_token());
    if (!loaded)
        co_return failure(loaded.error());
    state->own = fresh;
    state->manager = fresh.get();
    if (state->renews) {
        fresh->startRenewing();
        fresh->watchAccounts();
    }
    co_return Result<void>();
}

/// One manager for good: a second one beside it would renew with the same grants (F13), and one that is put
/// away would take a renewal with it whose answer is on its way.
QCoro::Task<Result<void>> makeReady(SourceStatePtr state, std::stop_token stop)
{
    if (!state->environment)
        co_return Result<void>();
    if (state->own)
        co_return co_await state->own->followAccounts();
    if (state->loading) {
        const OneShot<Result<void>> done(stop);
        state->waiting.append(done);
        co_return co_await done;
    }
    state->loading = true;
    const auto loaded = co_await load(state);
    state->loading = false;
    for (const auto& waiter : std::exchange(state->waiting, {}))
        waiter.resolve(loaded);
    co_return loaded;
}

QCoro::Task<Result<void>> settleOwn(SourceStatePtr state, Milliseconds limit)
{
    if (!state->own)
        co_return Result<void>();
    const std::shared_ptr<SessionManager> keep = state->own;
    co_return co_await keep->settle(limit);
}

QCoro::Task<Result<HandedToken>> handOutFresh(SourceStatePtr state, QString accountId, WishKind kind,
                                              Seconds minValid, std::stop_token stop)
{
    if (!state->manager)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    SessionManager* manager = state->manager;
    auto tokens = co_await manager->freshTokens(accountId, minValid, stop);
    if (!tokens)
        co_return failure(tokens.error());
    if (kind == WishKind::Id) {
        const TimePoint now = manager->environment().clock->now();
        const bool wanting = tokens->idToken.isEmpty() || isOld(*tokens, now, minValid);
        const auto session = manager->session(accountId);
        if (wanting && session && session->hasRefreshToken) {
            auto renewed = co_await manager->renewNow(accountId, stop);
            if (!renewed)
                co_return failure(renewed.error());
            tokens = std::move(renewed);
        }
        if (tokens->idToken.isEmpty())
            co_return failure(ErrorKind::Denied, u"agent.no_id_token");
        if (isOld(*tokens, manager->environment().clock->now(), Seconds(0)))
            co_return failure(ErrorKind::Denied, u"agent.old_id_token");
    }
    const auto session = manager->session(accountId);
    if (!session)
        co_return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    co_return handed(*session, *tokens, kind);
}

} // namespace

QCoro::Task<Result<void>> SessionTokenSource::ready(std::stop_token stop)
{
    return makeReady(m_state, std::move(stop));
}

QCoro::Task<Result<void>> SessionTokenSource::settle(Milliseconds limit)
{
    return settleOwn(m_state, limit);
}

QList<AgentAccount> SessionTokenSource::accounts() const
{
    QList<AgentAccount> accounts;
    if (m_state->manager)
        for (const Session& session : m_state->manager->sessions())
            accounts.append(agentAccountOf(session));
    return accounts;
}

Result<QString> SessionTokenSource::find(const QString& text) const
{
    return tessera::findAccount(m_state->manager ? m_state->manager->sessions() : QList<Session>(), text);
}

bool SessionTokenSource::isSignedIn(const QString& accountId) const
{
    const auto session = m_state->manager ? m_state->manager->session(accountId) : std::nullopt;
    if (!session || session->phase == Phase::SignInNeeded)
        return false;
    if (session->thisSessionOnly)
        return true;
    const auto listed = AccountsFile(m_state->manager->environment().configDirectory).read();
    return listed && std::any_of(listed->begin(), listed->end(),
                                 [&accountId](const Account& account) { return account.id == accountId; });
}

QCoro::Task<Result<HandedToken>> SessionTokenSource::fresh(QString accountId, WishKind kind, Seconds minValid,
                                                           std::stop_token stop)
{
    return handOutFresh(m_state, std::move(accountId), kind, minValid, std::move(stop));
}

AgentAccount agentAccountOf(const Session& session)
{
    const Account& account = session.account;
    AgentAccount seen;
    seen.id = account.id;
    seen.label = account.label;
    seen.issuer = account.issuer;
    seen.subject = account.subject;
    seen.name = account.name;
    seen.email = account.email;
    seen.emailVerified = account.emailVerified;
    seen.clientId = account.clientId;
    seen.scope = account.scopeGranted;
    seen.state = phaseName(session.phase);
    seen.development = session.isDevelopment();
    if (session.problem)
        seen.problem = session.problem->code;
    return seen;
}

} // namespace tessera
