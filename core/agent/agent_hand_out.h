// A token for a program: found, asked about, fetched, checked, written down, given.
#pragma once

#include "core/agent/agent_desk.h"

namespace tessera {

struct HandOut
{
    TokenWish wish;
    PeerIdentity peer;
    std::function<void()> onWaiting;
};

/// Errors as answerRequest.
QCoro::Task<Result<HandedToken>> handOut(AgentDeskPtr desk, HandOut wanted, std::stop_token stop);

/// Asks the person in turn, with the time limit, and looks afterwards whether it still is the same process
/// (A265). Errors (Denied): agent.denied, agent.peer_changed, agent.question_open, agent.busy · cancelled.
QCoro::Task<Result<ConsentAnswer>> askPerson(AgentDeskPtr desk, ConsentQuestion question,
                                             std::stop_token stop);

/// A line in the log that nothing depends on.
void note(const AgentDeskPtr& desk, const QString& event, const PeerIdentity& peer, const QString& why,
          const AgentAccount& account = {});

} // namespace tessera
