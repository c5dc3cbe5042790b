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

    /// A conversation that somebody has begun in this process: the question was sent, `received` came back so
    /// far. ask() waits for the rest and sends nothing. Errors: as connect, once connected.
    static Result<AgentClient> resume(const AgentPlace& place, OwnedDescriptor socket, QByteArray received);

    /// Waits for the answer, a person's time included where one is asked: `onWaiting` is called once then. A
    /// signal ends it. Where the agent has too many guests it comes again, for some seconds: a hundred
    /// programs that a build starts at once are no reason to fail. Errors: what the agent says; as connect;
    /// agent.gone (Offline; it closed the connection), agent.no_answer (Timeout), agent.reply, cancelled.
    Result<QJsonObject> ask(const AgentRequest& request, const std::function<void()>& onWaiting = {});

    /// Process of the server, as the kernel tells; for `tessera agent status`.
    qint64 serverProcess() const { return m_server; }

private:
    AgentClient(OwnedDescriptor socket, const AgentPlace& place, qint64 server)
        : m_socket(std::move(socket)), m_place(place), m_server(server)
    {
    }
    static Result<AgentClient> believed(const AgentPlace& place, OwnedDescriptor socket);
    Result<void> sendQuestion(const AgentRequest& request);
    Result<QJsonObject> askOnce(const AgentRequest& request, const std::function<void()>& onWaiting);
    Result<void> send(QByteArrayView bytes);
    Result<QByteArray> receive(FrameReader& reader, Milliseconds most);

    OwnedDescriptor m_socket;
    AgentPlace m_place;
    qint64 m_server = 0;
    std::optional<QByteArray> m_received; ///< the question has been sent already
};

} // namespace tessera
