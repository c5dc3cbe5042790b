// The agent's second socket, for programs that know oidc-agent: they name it in OIDC_SOCK and ask in its
// words (oidc_agent_protocol). Whoever asks is looked at, asked about and written down as at the first one.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/agent/agent_listener.h"

#include <QObject>
#include <QTimer>

#include <utility>

class QSocketNotifier;

namespace tessera {

class OidcAgentConnection;

/// What went wrong, and what to do: as oidc-agent's programs show it.
using OidcAgentWords = std::function<std::pair<QString, QString>(const Error&)>;

/// Beside the agent's own socket, with "oidc-" before its name.
AgentPlace oidcAgentPlace(const AgentPlace& agent);

class OidcAgentServer final : public QObject
{
    Q_OBJECT
public:
    OidcAgentServer(AgentDeskPtr desk, AgentListener listener, OidcAgentWords words,
                    QObject* parent = nullptr);
    ~OidcAgentServer() override;

    const QString& path() const { return m_listener.path(); } ///< for OIDC_SOCK

private:
    void acceptSome();
    void admit(int socket);
    void forget(OidcAgentConnection* connection);

    AgentDeskPtr m_desk;
    AgentListener m_listener;
    OidcAgentWords m_words;
    QSocketNotifier* m_ready;
    QTimer m_pause;
    QList<OidcAgentConnection*> m_connections;
};

} // namespace tessera
