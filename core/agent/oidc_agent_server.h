// The agent's second socket, for programs that know oidc-agent: they name it in OIDC_SOCK and ask in its
// words (oidc_agent_protocol). Whoever asks is looked at, asked about and written down as at the first one.
#pragma once

#include "core/agent/local_server.h"

#include <functional>
#include <utility>

namespace tessera {

/// What went wrong, and what to do: as oidc-agent's programs show it.
using OidcAgentWords = std::function<std::pair<QString, QString>(const Error&)>;

/// Beside the agent's own socket, with "oidc-" before its name.
AgentPlace oidcAgentPlace(const AgentPlace& agent);

/// Its path() is for OIDC_SOCK.
class OidcAgentServer final : public LocalServer
{
    Q_OBJECT
public:
    OidcAgentServer(AgentDeskPtr desk, AgentListener listener, OidcAgentWords words,
                    QObject* parent = nullptr);

private:
    LocalConnection* serve(OwnedDescriptor socket, PeerCredentials peer) override;

    OidcAgentWords m_words;
};

} // namespace tessera
