#include "core/agent/agent_server.h"

#include "core/agent/agent_connection.h"
#include "core/agent/local_socket.h"

namespace tessera {

AgentServer::AgentServer(AgentDeskPtr desk, AgentListener listener, QObject* parent)
    : LocalServer(std::move(desk), std::move(listener), parent)
{
    this->desk()->path = path();
    // Once the answer is on its way.
    this->desk()->onStop = [this] { QTimer::singleShot(0, this, &AgentServer::stopped); };
}

AgentServer::~AgentServer()
{
    desk()->onStop = nullptr;
}

LocalConnection* AgentServer::serve(OwnedDescriptor socket, PeerCredentials peer)
{
    return new AgentConnection(desk(), std::move(socket), peer, this);
}

void AgentServer::turnAway([[maybe_unused]] int socket)
{
#ifdef Q_OS_UNIX
    const Error busy{ErrorKind::Timeout, QStringLiteral("agent.busy"), path(), {}};
    if (const auto frame = framed(answerOf(busy))) {
        const ssize_t sent = ::send(socket, frame->constData(), size_t(frame->size()), kNoSignal);
        Q_UNUSED(sent)
    }
#endif
}

} // namespace tessera
