#include "core/agent/agent_connection.h"

#include <QCoro/QCoroTask>
#include <QPointer>

namespace tessera {
namespace {

/// As one frame; an answer that is too large becomes the error that says so.
QByteArray frameOf(QByteArray message)
{
    auto frame = framed(message);
    wipe(message);
    if (!frame)
        frame = framed(answerOf(frame.error()));
    return *std::move(frame);
}

} // namespace

AgentConnection::AgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer,
                                 QObject* parent)
    : LocalConnection(std::move(socket), peer, parent), m_desk(std::move(desk))
{
}

AgentConnection::~AgentConnection()
{
    abandon();
}

void AgentConnection::take(QByteArrayView bytes)
{
    // A second question before the first is answered is not kept for it.
    if (m_asking || isClosing())
        return close();
    m_reader.append(bytes);
    takeMessage();
}

void AgentConnection::takeMessage()
{
    const auto message = m_reader.next();
    if (!message)
        return finish(message.error());
    if (!*message)
        return;
    const auto request = parseAgentRequest(**message);
    if (!request)
        return finish(request.error());
    if (!m_reader.isEmpty())
        return finish({ErrorKind::Malformed,
                       QStringLiteral("agent.request"),
                       QStringLiteral("bytes after the question"),
                       {}});
    const auto who = peerIdentity(peer());
    if (!who)
        return finish(who.error());
    ask(*request, *who);
}

void AgentConnection::ask(const AgentRequest& request, const PeerIdentity& who)
{
    m_asking = true;
    waitForAnswer();
    const QPointer<AgentConnection> self(this);
    const auto onWaiting = [self] {
        if (self)
            self->send(frameOf(waitingAnswer()));
    };
    auto answer = answerRequest(m_desk, request, who, onWaiting, stopToken());
    QCoro::connect(std::move(answer), this, [this](const Result<QJsonObject>& result) {
        if (isClosed())
            return;
        m_asking = false;
        waitForPeer();
        send(frameOf(result ? answerOf(*result) : answerOf(result.error())));
    });
}

/// The stream cannot be trusted after it: the error is the last word.
void AgentConnection::finish(const Error& error)
{
    sendLast(frameOf(answerOf(error)));
}

} // namespace tessera
