// Where the agent's tokens come from. The real one stands in session_token_source; tests have their own.
#pragma once

#include "core/agent/token_wish.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace tessera {

class TokenSource
{
public:
    TokenSource() = default;
    TokenSource(const TokenSource&) = delete;
    TokenSource& operator=(const TokenSource&) = delete;
    virtual ~TokenSource() = default;

    /// Notices what other processes did to the accounts. Before each of the calls below. Errors as
    /// SessionManager::load.
    virtual QCoro::Task<Result<void>> ready(std::stop_token stop) = 0;
    virtual QList<AgentAccount> accounts() const = 0;
    /// As SessionManager::findAccount.
    virtual Result<QString> find(const QString& text) const = 0;
    /// Still signed in, here and for every other process (A278).
    virtual bool isSignedIn(const QString& accountId) const = 0;
    /// Good for `minValid` or as long as this provider's tokens live. Errors as SessionManager::freshTokens;
    /// Denied agent.no_id_token, agent.old_id_token (the provider renews none).
    virtual QCoro::Task<Result<HandedToken>> fresh(QString accountId, WishKind kind, Seconds minValid,
                                                   std::stop_token stop) = 0;
};

/// Which account a wish is about, by exact comparison only (A277). Errors: as TokenSource::find;
/// Configuration account.unknown (no account of that issuer), account.ambiguous, agent.issuer (the account
/// is of another one), agent.scope (not granted; detail: which), agent.audience.
Result<AgentAccount> accountFor(const TokenSource& source, const TokenWish& wish);

/// Errors (Denied): agent.short_life (less than limits::kAgentLeastLife left, A278).
Result<void> checkLife(const HandedToken& token, TimePoint now);
/// A wish for an audience is met only by a token that itself names it (A277). Errors (Configuration):
/// agent.audience.
Result<void> checkAudience(const HandedToken& token, const TokenWish& wish);

} // namespace tessera
