// An agent for one test: a clock that moves, accounts that are written down, a person who answers when told
// to, and the server at a socket of its own.
#pragma once

#include "core/agent/agent_server.h"
#include "tests/support/await.h"
#include "tests/support/manual_clock.h"

#include <QTemporaryDir>

namespace tessera::test {

class WrittenSource final : public TokenSource
{
public:
    QList<AgentAccount> list;
    QList<Seconds> asked; ///< minValid of each token that was wanted
    SecretString token = SecretString::fromUtf8("at-first");
    QStringList tokenScope{QStringLiteral("openid"), QStringLiteral("groups")};
    std::optional<TimePoint> expiresAt;
    bool signedIn = true;
    /// Runs when a token is wanted and not given yet.
    std::function<void()> onFresh;

    QCoro::Task<Result<void>> ready(std::stop_token) override { co_return Result<void>(); }
    QList<AgentAccount> accounts() const override { return list; }
    Result<QString> find(const QString& text) const override;
    bool isSignedIn(const QString&) const override { return signedIn; }
    QCoro::Task<Result<HandedToken>> fresh(QString accountId, WishKind kind, Seconds minValid,
                                           std::stop_token stop) override;
};

class WrittenPerson final : public ConsentBroker
{
public:
    bool isThere = true;
    /// The answer; unset: thinks until told or stopped.
    std::optional<ConsentAnswer> answer;
    QList<ConsentQuestion> questions;
    int withdrawn = 0;
    int open = 0; ///< on the screen now

    bool canAsk() const override { return isThere; }
    QCoro::Task<Result<ConsentAnswer>> ask(ConsentQuestion question, std::stop_token stop) override;
    void say(ConsentAnswer what) const;

private:
    OneShot<Result<ConsentAnswer>> m_pending;
};

class AgentWorld
{
public:
    AgentWorld();

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<WrittenSource> source = std::make_shared<WrittenSource>();
    std::shared_ptr<WrittenPerson> person = std::make_shared<WrittenPerson>();
    QTemporaryDir runtime; ///< in place of $XDG_RUNTIME_DIR
    QTemporaryDir config;
    AgentDeskPtr desk;

    AgentPlace place() const
    {
        return {runtime.path() + QStringLiteral("/tessera"), QStringLiteral("agent.sock")};
    }
    std::unique_ptr<AgentServer> server() const;
    /// This test's own process.
    static PeerIdentity self();
    static AgentAccount account(const QString& name);
    AgentRequest wish(const QString& account = QStringLiteral("work")) const;
    Result<QJsonObject> answer(const AgentRequest& request, std::stop_token stop = {}) const;
    /// Events of the log, oldest first.
    QStringList logged() const;
};

/// Turns the event loop until it is so; false after five seconds.
bool until(const std::function<bool()>& isSo);
QString codeOf(const Result<QJsonObject>& answer);

} // namespace tessera::test
