// One program at the agent's oidc-agent socket.
#pragma once

#include "core/agent/oidc_agent_protocol.h"
#include "core/agent/oidc_agent_server.h"

namespace tessera {

class OidcAgentConnection final : public LocalConnection
{
    Q_OBJECT
public:
    OidcAgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer, OidcAgentWords words,
                        QObject* parent);
    ~OidcAgentConnection() override;

private:
    void take(QByteArrayView bytes) override;
    void ask(const SecretString& json);
    void finish(const SecretString& answer);
    void finish(const Error& error);

    AgentDeskPtr m_desk;
    OidcAgentWords m_words;
    OidcAgentConversation m_conversation;
};

} // namespace tessera
