#include "core/agent/oidc_agent_server.h"

#include "core/agent/agent_hand_out.h"
#include "core/agent/local_socket.h"
#include "core/agent/oidc_agent_connection.h"
#include "core/net/limits.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>

namespace tessera {

AgentPlace oidcAgentPlace(const AgentPlace& agent)
{
    return {agent.directory, QStringLiteral("oidc-") + agent.socket};
}

OidcAgentServer::OidcAgentServer(AgentDeskPtr desk, AgentListener listener, OidcAgentWords words,
                                 QObject* parent)
    : QObject(parent), m_desk(std::move(desk)), m_listener(std::move(listener)), m_words(std::move(words)),
      m_ready(new QSocketNotifier(m_listener.descriptor(), QSocketNotifier::Read, this))
{
    connect(m_ready, &QSocketNotifier::activated, this, &OidcAgentServer::acceptSome);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_ready->setEnabled(true); });
}

OidcAgentServer::~OidcAgentServer() = default;

void OidcAgentServer::acceptSome()
{
#ifdef Q_OS_UNIX
    for (int i = 0; i < limits::kAgentAcceptsAtOnce; ++i) {
        const int socket = ::accept(m_listener.descriptor(), nullptr, nullptr);
        if (socket >= 0) {
            admit(socket);
            continue;
        }
        // No descriptors left: the next accept would fail at once as well (A274).
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR && errno != ECONNABORTED) {
            m_ready->setEnabled(false);
            m_pause.start(limits::kAgentAcceptPause);
        }
        return;
    }
#endif
}

/// Whoever is not our user is gone before a byte of his is read (A253, A254).
void OidcAgentServer::admit([[maybe_unused]] int socket)
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
        return;
    auto* connection = new OidcAgentConnection(m_desk, std::move(owned), *peer, m_words, this);
    m_connections.append(connection);
    connect(connection, &OidcAgentConnection::closed, this, [this, connection] { forget(connection); });
#endif
}

void OidcAgentServer::forget(OidcAgentConnection* connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
}

} // namespace tessera
