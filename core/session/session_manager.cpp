// The QObject in front of the coroutines of this folder: signals, timer, and nothing else.
#include "core/session/session_manager.h"

#include "core/session/account_registry.h"
#include "core/session/loading.h"
#include "core/session/manager_state.h"
#include "core/session/profile.h"
#include "core/session/renewal.h"
#include "core/session/renewal_outcome.h"
#include "core/session/sign_in_storing.h"
#include "core/session/sign_out.h"
#include "core/session/token_introspection.h"

#include <QTimer>

#include <algorithm>

namespace tessera {
namespace {

using namespace std::chrono_literals;

constexpr qsizetype kMostAtOnce = 6; // A230
constexpr Milliseconds kLook = 1s;
/// A plan that moved by more than this is shown anew (somebody set the clock).
constexpr Milliseconds kNoticeable = 2s;

bool isKeychainDue(const EntryPtr& entry, Milliseconds boot)
{
    const bool waits = entry->unsaved || entry->session.phase == Phase::KeychainLocked;
    return waits && !entry->waitsForPerson && !entry->probing && !entry->renewing && boot >= entry->nextTry;
}

bool isRenewalDue(const StatePtr& state, const EntryPtr& entry)
{
    if (entry->renewing || entry->probing || entry->session.phase == Phase::KeychainLocked)
        return false;
    // A retry keeps its own time.
    if (entry->session.phase != Phase::Offline && isTooSoon(state, entry))
        return false;
    const auto due = nextRenewal(state, entry);
    return due && *due <= state->environment.clock->now();
}

/// Without a refresh token the session ends with its access token.
bool isOver(const StatePtr& state, const EntryPtr& entry)
{
    const bool canRenew = entry->grant && !entry->grant->refreshToken.isEmpty();
    return entry->session.phase == Phase::Active && !canRenew && entry->session.tokens &&
           !entry->session.tokens->isFresh(effectiveNow(state, entry));
}

void showMovedPlan(const StatePtr& state, const EntryPtr& entry)
{
    const auto plan = nextRenewal(state, entry);
    const auto& shown = entry->session.renewsAt;
    const bool moved =
        plan.has_value() != shown.has_value() || (plan && std::chrono::abs(*plan - *shown) > kNoticeable);
    if (!moved)
        return;
    entry->session.renewsAt = plan;
    announceChanged(state, entry);
}

void look(const StatePtr& state)
{
    const Milliseconds boot = state->environment.clock->sinceBoot();
    const QList<EntryPtr> entries = state->entries; // what is started here may change the list
    auto atOnce = std::count_if(entries.begin(), entries.end(), [](const auto& e) { return e->renewing; });
    for (const EntryPtr& entry : entries) {
        if (entry->fate != Fate::Present)
            continue;
        if (isOver(state, entry))
            showSignInNeeded(state, entry, signInNeeded(entry));
        else if (isKeychainDue(entry, boot))
            retryKeychain(state, entry);
        else if (isRenewalDue(state, entry) && atOnce < kMostAtOnce)
            ++atOnce, startRenewal(state, entry);
        else
            showMovedPlan(state, entry);
    }
}

} // namespace

SessionManager::SessionManager(Environment environment, RenewalPolicy policy, QObject* parent)
    : QObject(parent), m_state(std::make_shared<ManagerState>(std::move(environment), policy, this))
{
}

SessionManager::~SessionManager()
{
    m_state->facade = nullptr;
    m_state->keychainWatch.reset();
    m_state->stop.request_stop();
    for (const EntryPtr& entry : std::as_const(m_state->entries))
        entry->flight.request_stop();
}

QCoro::Task<Result<void>> SessionManager::load(std::stop_token stop)
{
    return loadAccounts(m_state, std::move(stop));
}

void SessionManager::watchKeychain()
{
    const std::weak_ptr<ManagerState> weak = m_state;
    m_state->keychainWatch = m_state->environment.secrets->watch([weak] {
        if (const StatePtr state = weak.lock(); state && state->facade)
            keychainChanged(state);
    });
}

void SessionManager::startRenewing()
{
    watchKeychain();
    auto* timer = new QTimer(this);
    timer->setTimerType(Qt::CoarseTimer);
    connect(timer, &QTimer::timeout, this, &SessionManager::tick);
    timer->start(kLook);
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

void SessionManager::tick()
{
    look(m_state);
}

const Environment& SessionManager::environment() const
{
    return m_state->environment;
}

} // namespace tessera
