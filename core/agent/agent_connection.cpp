#include "core/agent/agent_connection.h"

#include "core/agent/local_socket.h"
#include "core/net/limits.h"

#include <QCoro/QCoroTask>
#include <QPointer>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#endif

namespace tessera {

AgentConnection::AgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer,
                                 QObject* parent)
    : QObject(parent), m_desk(std::move(desk)), m_socket(std::move(socket)), m_peer(peer),
      m_readable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Read, this)),
      m_writable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Write, this))
{
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &AgentConnection::readSome);
    connect(m_writable, &QSocketNotifier::activated, this, &AgentConnection::writeSome);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &AgentConnection::close);
    m_patience.start(limits::kAgentMessageTime);
}

AgentConnection::~AgentConnection()
{
    m_stop.request_stop();
    wipe(m_out);
}

void AgentConnection::readSome()
{
#ifdef Q_OS_UNIX
    std::array<char, 16384> bytes; // NOLINT: filled by recv
    const ssize_t count = recv(m_socket.get(), bytes.data(), bytes.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (count <= 0)
        return close(); // gone: nobody is asked for it any more (A272)
    // A second question before the first is answered is not kept for it.
    if (m_asking || m_closing)
        return close();
    m_reader.append(QByteArrayView(bytes.data(), count));
    takeMessage();
#endif
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
    const auto peer = peerIdentity(m_peer);
    if (!peer)
        return finish(peer.error());
    ask(*request, *peer);
}

void AgentConnection::ask(const AgentRequest& request, const PeerIdentity& peer)
{
    m_asking = true;
    m_patience.stop();
    const QPointer<AgentConnection> self(this);
    const auto onWaiting = [self] {
        if (self)
            self->send(waitingAnswer());
    };
    auto answer = answerRequest(m_desk, request, peer, onWaiting, m_stop.get_token());
    QCoro::connect(std::move(answer), this, [this](const Result<QJsonObject>& result) {
        if (m_closed)
            return;
        m_asking = false;
        m_patience.start(limits::kAgentMessageTime);
        send(result ? answerOf(*result) : answerOf(result.error()));
    });
}

void AgentConnection::send(QByteArray message)
{
    auto frame = framed(message);
    wipe(message);
    if (!frame) {
        QByteArray why = answerOf(frame.error());
        frame = framed(why);
    }
    m_out.append(*frame);
    wipe(*frame);
    writeSome();
}

void AgentConnection::writeSome()
{
#ifdef Q_OS_UNIX
    while (!m_out.isEmpty() && !m_closed) {
        const ssize_t count = ::send(m_socket.get(), m_out.constData(), size_t(m_out.size()), kNoSignal);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return m_writable->setEnabled(true);
        if (count <= 0)
            return close(); // nobody reads it any more (A273)
        QByteArray rest = m_out.mid(count);
        wipe(m_out);
        m_out = std::move(rest);
    }
    m_writable->setEnabled(false);
    if (m_closing)
        close();
#endif
}

/// The stream cannot be trusted after it: the error is the last word.
void AgentConnection::finish(const Error& error)
{
    m_closing = true;
    send(answerOf(error));
}

void AgentConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_stop.request_stop();
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_patience.stop();
    Q_EMIT closed();
}

} // namespace tessera
