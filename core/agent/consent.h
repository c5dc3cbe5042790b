// Asking the person whether a program may have a token. Who asks with a window, and who cannot ask, stand
// behind the same interface; the queue in front of it keeps a flood of questions away from the person (A263).
#pragma once

#include "core/agent/peer_identity.h"
#include "core/agent/token_wish.h"
#include "core/base/one_shot.h"

#include <QCoro/QCoroTask>

namespace tessera {

enum class ConsentAnswer {
    Deny,
    DenyAll, ///< and nothing this program asks is shown again until the agent is unlocked or started anew
    Once,
    Hour,
    Always
};

struct ConsentQuestion
{
    PeerIdentity peer;
    /// It is our own command line: whoever started it is the one who asks.
    bool isOwnCommandLine = false;
    AgentAccount account;
    WishKind kind = WishKind::Access;
    QStringList scope; ///< what the token will carry
    QString audience;
    bool mayBeRemembered = true; ///< false: "once" is the only yes
    bool askedBefore = false;    ///< it has had a token of another account, audience or scope
    bool opensAgent = false;     ///< not for a token: the agent is to be unlocked
    bool allows = false;         ///< not for the asking program: `tessera agent allow` asks for `program`
    QString program;             ///< for `allows`
    TimePoint until;             ///< denied by itself then

    /// The program that is asked about: the starter of our own command line, else the program itself.
    const ProcessIdentity& asking() const
    {
        return isOwnCommandLine && peer.startedBy ? *peer.startedBy : peer.process;
    }
};

class ConsentBroker
{
public:
    ConsentBroker() = default;
    ConsentBroker(const ConsentBroker&) = delete;
    ConsentBroker& operator=(const ConsentBroker&) = delete;
    virtual ~ConsentBroker() = default;

    /// Is there a person who could answer?
    virtual bool canAsk() const = 0;
    /// Stopped: the question is taken off the screen (A272), error cancelled.
    virtual QCoro::Task<Result<ConsentAnswer>> ask(ConsentQuestion question, std::stop_token stop) = 0;
};

/// Without a display: nobody can be asked.
class NobodyToAsk final : public ConsentBroker
{
public:
    bool canAsk() const override { return false; }
    QCoro::Task<Result<ConsentAnswer>> ask(ConsentQuestion question, std::stop_token stop) override;
};

class ConsentQueue;

/// The right to ask the person now; given back with its end.
class ConsentTurn
{
public:
    ConsentTurn(std::shared_ptr<ConsentQueue> queue, QString key);
    ~ConsentTurn();
    ConsentTurn(const ConsentTurn&) = delete;
    ConsentTurn& operator=(const ConsentTurn&) = delete;

private:
    std::shared_ptr<ConsentQueue> m_queue;
    QString m_key;
};

std::shared_ptr<ConsentQueue> makeConsentQueue();

/// One question at a time on the screen, one for each process and account (`key`), at most
/// limits::kAgentQuestions behind it. Errors (Denied): agent.question_open, agent.busy · cancelled.
QCoro::Task<Result<std::shared_ptr<ConsentTurn>>> consentTurn(std::shared_ptr<ConsentQueue> queue,
                                                              QString key, std::stop_token stop);

} // namespace tessera
