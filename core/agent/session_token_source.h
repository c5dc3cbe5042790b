// Tokens of the session manager. Either of one that somebody else owns (the desktop), or of its own, which
// follows what other processes sign in and out.
#pragma once

#include "core/agent/token_source.h"
#include "core/session/session_manager.h"

namespace tessera {

struct SessionTokenState;

class SessionTokenSource final : public TokenSource
{
public:
    /// Loaded by its owner, and not outlived by this.
    explicit SessionTokenSource(SessionManager& manager);
    /// `renews`: it keeps tokens fresh by itself, as an agent does; a command that lives for a second does
    /// not.
    SessionTokenSource(Environment environment, bool renews);
    ~SessionTokenSource() override;

    /// As SessionManager::settle, where the manager is its own. Before the program ends.
    QCoro::Task<Result<void>> settle(Milliseconds limit);

    QCoro::Task<Result<void>> ready(std::stop_token stop) override;
    QList<AgentAccount> accounts() const override;
    Result<QString> find(const QString& text) const override;
    bool isSignedIn(const QString& accountId) const override;
    QCoro::Task<Result<HandedToken>> fresh(QString accountId, WishKind kind, Seconds minValid,
                                           std::stop_token stop) override;

private:
    std::shared_ptr<SessionTokenState> m_state;
};

AgentAccount agentAccountOf(const Session& session);

} // namespace tessera
