// One program at the agent's oidc-agent socket.
#pragma once

#include "core/agent/oidc_agent_protocol.h"
#include "core/agent/oidc_agent_server.h"

namespace tessera {

class OidcAgentConnection final : public QObject
{
    Q_OBJECT
public:
    /// `socket`: connected, not blocking, its peer of our own user.
    OidcAgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer, OidcAgentWords words,
                        QObject* parent);
    ~OidcAgentConnection() override;

    qint64 process() const { return m_peer.pid; }

Q_SIGNALS:
    void closed();

private:
    void readSome();
    void ask(const SecretString& json);
    void finish(const SecretString& answer);
    void finish(const Error& error);
    void send(QByteArray bytes);
    void writeSome();
    void close();

    AgentDeskPtr m_desk;
    OwnedDescriptor m_socket;
    PeerCredentials m_peer;
    OidcAgentWords m_words;
    OidcAgentConversation m_conversation;
    QByteArray m_out;
    QSocketNotifier* m_readable;
    QSocketNotifier* m_writable;
    QTimer m_patience;
    std::stop_source m_stop;
    bool m_closing = false; ///< when what is written is out
    bool m_closed = false;
};

} // namespace tessera
