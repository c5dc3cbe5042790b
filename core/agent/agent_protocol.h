// The words between a program and the agent, version 1: one JSON object for each question, one for each
// answer. Every question says the version it speaks, so that a client asks once and not twice. What is not
// known is refused: no unknown verb, no unknown member, no control character in a text (A262, A271, A276).
#pragma once

#include "core/agent/token_wish.h"

namespace tessera {

inline constexpr int kAgentVersion = 1;

enum class AgentVerb {
    Hello,       ///< which version, which process
    Accounts,    ///< names and states
    AccessToken, ///< wish
    IdToken,     ///< wish
    Status,
    Lock,   ///< password: needed to unlock, where one is given
    Unlock, ///< password
    Stop,
    Approvals,
    Revoke, ///< approval: its id, or "all"
    Allow,  ///< program, wish.account, wish.scope, seconds
    Log     ///< count
};

struct AgentRequest
{
    AgentVerb verb = AgentVerb::Hello;
    TokenWish wish;
    QString program;
    QString approval;
    int count = 0;
    Seconds allowedFor{0}; ///< 0: always
    SecretString password;
};

QString agentVerbName(AgentVerb verb);

QByteArray serialise(const AgentRequest& request);
/// Errors (Malformed): agent.request (detail: which member), agent.version (detail: both versions), json.*.
Result<AgentRequest> parseAgentRequest(QByteArrayView message);

QByteArray answerOf(const QJsonObject& members);
QByteArray answerOf(const Error& error);
/// Sent before the answer: a person is being asked.
QByteArray waitingAnswer();

struct AgentAnswer
{
    bool waiting = false; ///< the answer itself comes later
    QJsonObject members;
};
/// An error that the agent sent is returned as such. Errors else (Malformed): agent.reply, agent.version,
/// json.*.
Result<AgentAnswer> parseAgentAnswer(QByteArrayView message);

} // namespace tessera
