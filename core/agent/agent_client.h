// The program's end of the conversation with the agent: blocking, because whoever asks has nothing else to
// do, and because starting an event loop would take longer than the answer. It believes only a server of our
// own user (A258, A279).
#pragma once

#include "core/agent/agent_frame.h"
#include "core/agent/agent_place.h"
#include "core/agent/agent_protocol.h"
#include "core/agent/private_directory.h"

#include <functional>

namespace tessera {

class AgentClient
{
public:
    /// Errors: Configuration agent.not_running (no socket, or one that nobody listens at; detail: path),
    /// agent.directory · Untrusted agent.foreign_server (detail: path and user) · Timeout agent.busy.
    static Result<AgentClient> connect(const AgentPlace& place);

    /// Waits for the answer, a person's time included where one is asked: `onWaiting` is called once then. A
    /// signal ends it. Errors: what the agent says; agent.gone (Offline; it closed the connection),
    /// agent.no_answer (Timeout), agent.reply, cancelled.
    Result<QJsonObject> ask(const AgentRequest& request, const std::function<void()>& onWaiting = {});

    /// Process of the server, as the kernel tells; for `tessera agent status`.
    qint64 serverProcess() const { return m_server; }

private:
    AgentClient(OwnedDescriptor socket, QString path, qint64 server)
        : m_socket(std::move(socket)), m_path(std::move(path)), m_server(server)
    {
    }
    Result<void> send(QByteArrayView bytes);
    Result<QByteArray> receive(FrameReader& reader, Milliseconds most);

    OwnedDescriptor m_socket;
    QString m_path;
    qint64 m_server = 0;
};

} // namespace tessera
