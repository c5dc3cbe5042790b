#include "core/agent/agent_server.h"

#include "core/agent/agent_connection.h"
#include "core/agent/agent_hand_out.h"
#include "core/agent/local_socket.h"
#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QSocketNotifier>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>

#include <unistd.h>
#endif

namespace tessera {
namespace {

#ifdef Q_OS_UNIX
/// One who is turned away hears why, if his end can take it at once.
void turnAway(int socket, const Error& error)
{
    if (const auto frame = framed(answerOf(error))) {
        const ssize_t sent = ::send(socket, frame->constData(), size_t(frame->size()), kNoSignal);
        Q_UNUSED(sent)
    }
}

bool isOutOfDescriptors(int cause)
{
    return cause == EMFILE || cause == ENFILE || cause == ENOBUFS || cause == ENOMEM;
}
#endif

} // namespace

AgentServer::AgentServer(AgentDeskPtr desk, AgentListener listener, QObject* parent)
    : QObject(parent), m_desk(std::move(desk)), m_listener(std::move(listener)),
      m_ready(new QSocketNotifier(m_listener.descriptor(), QSocketNotifier::Read, this))
{
    m_desk->path = m_listener.path();
    // Once the answer is on its way.
    m_desk->onStop = [this] { QTimer::singleShot(0, this, &AgentServer::stopped); };
    connect(m_ready, &QSocketNotifier::activated, this, &AgentServer::acceptSome);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_ready->setEnabled(true); });
}

AgentServer::~AgentServer()
{
    m_desk->onStop = nullptr;
}

void AgentServer::acceptSome()
{
#ifdef Q_OS_UNIX
    for (int i = 0; i < limits::kAgentAcceptsAtOnce; ++i) {
        const int socket = ::accept(m_listener.descriptor(), nullptr, nullptr);
        if (socket >= 0) {
            admit(socket);
            continue;
        }
        if (isOutOfDescriptors(errno))
            pause();
        return;
    }
#endif
}

/// Whoever is not our user is gone before a byte of his is read (A253). Root is not our user either (A254).
void AgentServer::admit([[maybe_unused]] int socket)
{
#ifdef Q_OS_UNIX
    OwnedDescriptor owned(socket);
    prepareSocket(socket);
    setNonBlocking(socket);
    const auto peer = peerCredentials(socket);
    if (!peer)
        return;
    if (peer->uid != ownUser()) {
        PeerIdentity stranger{peer->uid, {}, std::nullopt};
        stranger.process.pid = peer->pid;
        return note(m_desk, QStringLiteral("refused"), stranger, QStringLiteral("agent.foreign_user"));
    }
    const auto ofSame = std::count_if(m_connections.begin(), m_connections.end(),
                                      [&peer](const auto* other) { return other->process() == peer->pid; });
    if (m_connections.size() >= limits::kAgentConnections || ofSame >= limits::kAgentConnectionsOfOne)
        return turnAway(socket,
                        Error{ErrorKind::Timeout, QStringLiteral("agent.busy"), m_listener.path(), {}});
    auto* connection = new AgentConnection(m_desk, std::move(owned), *peer, this);
    m_connections.append(connection);
    connect(connection, &AgentConnection::closed, this, [this, connection] { forget(connection); });
#endif
}

/// The next accept would fail as well, and at once: one waits until something was closed (A274).
void AgentServer::pause()
{
    qCWarning(lcAgent, "no descriptors left, not accepting for %lld ms",
              static_cast<long long>(limits::kAgentAcceptPause.count()));
    m_ready->setEnabled(false);
    m_pause.start(limits::kAgentAcceptPause);
}

void AgentServer::forget(AgentConnection* connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
}

} // namespace tessera
