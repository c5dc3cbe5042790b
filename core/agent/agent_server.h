// The agent's end of the socket: hears one question at a time from each program and sends back what the desk
// says.
#pragma once

#include "core/agent/local_server.h"

namespace tessera {

class AgentServer final : public LocalServer
{
    Q_OBJECT
public:
    AgentServer(AgentDeskPtr desk, AgentListener listener, QObject* parent = nullptr);
    ~AgentServer() override;

Q_SIGNALS:
    /// A client asked for the end, and has its answer.
    void stopped();

private:
    LocalConnection* serve(OwnedDescriptor socket, PeerCredentials peer) override;
    void turnAway(int socket) override;
};

} // namespace tessera
