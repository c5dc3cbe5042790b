#include "core/agent/local_server.h"

#include "core/agent/agent_hand_out.h"
#include "core/agent/local_socket.h"
#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QSocketNotifier>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <cerrno>
#endif

namespace tessera {
namespace {

#ifdef Q_OS_UNIX
/// Nobody is there yet, or not any more: no reason to wait.
bool isPassing(int cause)
{
    return cause == EAGAIN || cause == EWOULDBLOCK || cause == EINTR || cause == ECONNABORTED;
}

bool isOutOfDescriptors(int cause)
{
    return cause == EMFILE || cause == ENFILE || cause == ENOBUFS || cause == ENOMEM;
}
#endif

} // namespace

LocalServer::LocalServer(AgentDeskPtr desk, AgentListener listener, QObject* parent)
    : QObject(parent), m_desk(std::move(desk)), m_listener(std::move(listener)),
      m_ready(new QSocketNotifier(m_listener.descriptor(), QSocketNotifier::Read, this))
{
    connect(m_ready, &QSocketNotifier::activated, this, &LocalServer::acceptSome);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_ready->setEnabled(true); });
}

LocalServer::~LocalServer() = default;

void LocalServer::acceptSome()
{
#ifdef Q_OS_UNIX
    for (int i = 0; i < limits::kAgentAcceptsAtOnce; ++i) {
        const int socket = ::accept(m_listener.descriptor(), nullptr, nullptr);
        if (socket >= 0) {
            admit(socket);
            continue;
        }
        const int cause = errno;
        if (!isPassing(cause))
            pause(isOutOfDescriptors(cause) ? "no descriptors left" : "accept fails");
        return;
    }
#endif
}

/// Whoever is not our user is gone before a byte of his is read (A253). Root is not our user either (A254).
void LocalServer::admit([[maybe_unused]] int socket)
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
        if (m_desk) // else nobody keeps a log
            note(m_desk, QStringLiteral("refused"), stranger, QStringLiteral("agent.foreign_user"));
        return;
    }
    const auto ofSame = std::count_if(m_connections.begin(), m_connections.end(),
                                      [&peer](const auto* other) { return other->process() == peer->pid; });
    if (m_connections.size() >= limits::kAgentConnections || ofSame >= limits::kAgentConnectionsOfOne)
        return turnAway(socket);
    LocalConnection* connection = serve(std::move(owned), *peer);
    m_connections.append(connection);
    connect(connection, &LocalConnection::closed, this, [this, connection] {
        m_connections.removeOne(connection);
        connection->deleteLater();
    });
#endif
}

/// The next accept would fail as well, and at once: one waits until something was closed (A274).
void LocalServer::pause(const char* why)
{
    qCWarning(lcAgent, "%s, not accepting for %lld ms", why,
              static_cast<long long>(limits::kAgentAcceptPause.count()));
    m_ready->setEnabled(false);
    m_pause.start(limits::kAgentAcceptPause);
}

} // namespace tessera
