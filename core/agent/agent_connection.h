// One program at the agent's socket: its bytes in, its question to the desk, the answer's bytes out.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/agent/agent_frame.h"
#include "core/agent/local_connection.h"

namespace tessera {

class AgentConnection final : public LocalConnection
{
    Q_OBJECT
public:
    AgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer, QObject* parent);
    ~AgentConnection() override;

private:
    void take(QByteArrayView bytes) override;
    void takeMessage();
    void ask(const AgentRequest& request, const PeerIdentity& who);
    void finish(const Error& error);

    AgentDeskPtr m_desk;
    FrameReader m_reader;
    bool m_asking = false;
};

} // namespace tessera
