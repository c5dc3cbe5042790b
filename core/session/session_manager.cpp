// The QObject in front of the coroutines of this folder: signals, timer, and nothing else.
#include "core/session/session_manager.h"

#include "core/base/logging.h"
#include "core/session/account_editing.h"
#include "core/session/account_list_watch.h"
#include "core/session/account_registry.h"
#include "core/session/accounts_elsewhere.h"
#include "core/session/left_overs.h"
#include "core/session/loading.h"
#include "core/session/manager_state.h"
#include "core/session/profile.h"
#include "core/session/renewal.h"
#include "core/session/renewal_schedule.h"
#include "core/session/revocation_queue.h"
#include "core/session/sign_in_storing.h"
#include "core/session/sign_out.h"
#include "core/session/token_introspection.h"
#include "core/session/wake_timer.h"

namespace tessera {
namespace {

QCoro::Task<Result<void>> followOnce(StatePtr state)
{
    const auto followed = co_await followAccountsFile(state);
    if (!followed)
        co_return failure(followed.error());
    co_return Result<void>();
}

} // namespace

SessionManager::SessionManager(Environment environment, RenewalPolicy policy, QObject* parent)
    : QObject(parent), m_state(std::make_shared<ManagerState>(std::move(environment), policy, this))
{
}

SessionManager::~SessionManager()
{
    m_state->facade = nullptr;
    m_state->alarm = nullptr;
    m_state->keychainWatch.reset();
    m_state->stop.request_stop();
    for (const EntryPtr& entry : m_state->entries)
        entry->flight.request_stop();
}

QCoro::Task<Result<void>> SessionManager::load(std::stop_token stop)
{
    return loadAccounts(m_state, std::move(stop));
}

void SessionManager::watchAccounts()
{
    auto* watch = new AccountListWatch(m_state->file.path(), this);
    const auto follow = [this, watch] {
        QCoro::connect(followAccountsFile(m_state), watch, [watch](const Result<bool>& again) {
            if (!again)
                qCWarning(lcSession) << "the list of accounts cannot be followed:" << again.error();
            else if (*again)
                watch->tellAgain();
        });
    };
    connect(watch, &AccountListWatch::changed, watch, follow);
    follow(); // what has changed since it was read
}

QCoro::Task<Result<void>> SessionManager::followAccounts()
{
    return followOnce(m_state);
}

void SessionManager::watchKeychain()
{
    const std::weak_ptr<ManagerState> weak = m_state;
    m_state->keychainWatch = m_state->environment.secrets->watch([weak] {
        if (const StatePtr state = weak.lock(); state && state->facade) {
            keychainChanged(state);
            tryRevocationsSoon(state);
        }
    });
}

void SessionManager::startRenewing()
{
    watchKeychain();
    auto* timer = new WakeTimer(m_state->environment.clock, this);
    connect(timer, &WakeTimer::woke, this, &SessionManager::tick);
    m_state->alarm = [timer](auto due) { timer->setDue(due); };
    if (const auto& system = m_state->environment.systemEvents) {
        connect(system.get(), &SystemEvents::networkCameBack, this, &SessionManager::networkCameBack);
        connect(system.get(), &SystemEvents::wokeUp, this, &SessionManager::wokeUp);
        system->listen();
    }
    lookForRevocations(m_state);
    tick();
}

QList<Session> SessionManager::sessions() const
{
    QList<Session> sessions;
    for (const EntryPtr& entry : m_state->entries)
        sessions.append(entry->session);
    return sessions;
}

std::optional<Session> SessionManager::session(const QString& accountId) const
{
    const EntryPtr entry = findEntry(m_state, accountId);
    return entry ? std::optional<Session>(entry->session) : std::nullopt;
}

std::optional<ClientRegistration> SessionManager::registration(const QString& accountId) const
{
    const EntryPtr entry = findEntry(m_state, accountId);
    return entry ? std::optional<ClientRegistration>(registrationOf(entry)) : std::nullopt;
}

std::optional<AccountServer> SessionManager::server(const QString& accountId) const
{
    const EntryPtr entry = findEntry(m_state, accountId);
    if (!entry || !entry->grant)
        return std::nullopt;
    return AccountServer{entry->grant->metadata, entry->grant->registration};
}

std::optional<EndSessionPlan> SessionManager::endSessionPlan(const QString& accountId) const
{
    const auto known = server(accountId);
    if (!known)
        return std::nullopt;
    EndSessionPlan plan{known->metadata, known->registration, {}, std::nullopt, limits::kEndSessionTime};
    if (const auto& tokens = findEntry(m_state, accountId)->session.tokens)
        plan.idToken = tokens->idToken;
    return plan;
}

Result<QString> SessionManager::findAccount(const QString& text) const
{
    return tessera::findAccount(sessions(), text);
}

QCoro::Task<Result<SignInOutcome>> SessionManager::signIn(SignInRequest request, std::stop_token stop)
{
    return signInAndStore(m_state, std::move(request), std::move(stop));
}

QCoro::Task<Result<TokenSet>> SessionManager::freshTokens(QString accountId, Seconds minValid,
                                                          std::stop_token stop)
{
    return tessera::freshTokens(m_state, std::move(accountId), minValid, std::move(stop));
}

QCoro::Task<Result<TokenSet>> SessionManager::renewNow(QString accountId, std::stop_token stop)
{
    return tessera::renewNow(m_state, std::move(accountId), std::move(stop));
}

QCoro::Task<Result<QJsonObject>> SessionManager::userInfo(QString accountId, std::stop_token stop)
{
    return tessera::userInfo(m_state, std::move(accountId), std::move(stop));
}

QCoro::Task<Result<Introspection>> SessionManager::introspect(QString accountId, std::stop_token stop)
{
    return introspectAccount(m_state, std::move(accountId), std::move(stop));
}

QCoro::Task<Result<SignOutOutcome>> SessionManager::signOut(QString accountId, bool keepGrant,
                                                            std::stop_token stop)
{
    return signOutAccount(m_state, std::move(accountId), keepGrant, std::move(stop));
}

QCoro::Task<Result<void>> SessionManager::settle(Milliseconds limit, std::stop_token stop)
{
    return settleAccounts(m_state, limit, std::move(stop));
}

QCoro::Task<Result<RevocationRound>> SessionManager::tryPendingRevocations(std::stop_token stop)
{
    return tryRevocations(m_state, std::move(stop));
}

QCoro::Task<Result<QList<LeftOver>>> SessionManager::leftOvers(std::stop_token stop)
{
    return findLeftOvers(m_state, std::move(stop));
}

QCoro::Task<Result<SignOutOutcome>> SessionManager::endLeftOver(QString accountId, std::stop_token stop)
{
    return tessera::endLeftOver(m_state, std::move(accountId), std::move(stop));
}

qsizetype SessionManager::pendingRevocations() const
{
    return m_state->pendingRevocations.size();
}

Result<void> SessionManager::rename(const QString& accountId, const QString& label)
{
    return renameAccount(m_state, accountId, label);
}

Result<void> SessionManager::move(const QString& accountId, const QString& beforeId)
{
    return moveAccount(m_state, accountId, beforeId);
}

void SessionManager::tick()
{
    look(m_state);
}

void SessionManager::networkCameBack()
{
    noteSharedMoment(m_state);
    tryOfflineSoon(m_state);
    tryRevocationsSoon(m_state);
}

void SessionManager::wokeUp()
{
    noteSharedMoment(m_state);
    tick();
}

void SessionManager::setRenewalLead(Seconds lead)
{
    m_state->policy.lead = lead;
}

const Environment& SessionManager::environment() const
{
    return m_state->environment;
}

} // namespace tessera
