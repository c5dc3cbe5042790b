#include "core/agent/oidc_agent_server.h"

#include "core/agent/oidc_agent_connection.h"

namespace tessera {

AgentPlace oidcAgentPlace(const AgentPlace& agent)
{
    return {agent.directory, QStringLiteral("oidc-") + agent.socket};
}

OidcAgentServer::OidcAgentServer(AgentDeskPtr desk, AgentListener listener, OidcAgentWords words,
                                 QObject* parent)
    : LocalServer(std::move(desk), std::move(listener), parent), m_words(std::move(words))
{
}

LocalConnection* OidcAgentServer::serve(OwnedDescriptor socket, PeerCredentials peer)
{
    return new OidcAgentConnection(desk(), std::move(socket), peer, m_words, this);
}

} // namespace tessera
