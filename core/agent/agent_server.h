// The agent's end of the socket: takes connections of our own user, a bounded number of them, hears one
// question at a time from each and sends back what the desk says. Never blocks.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/agent/agent_listener.h"

#include <QObject>
#include <QTimer>

class QSocketNotifier;

namespace tessera {

class AgentConnection;

class AgentServer final : public QObject
{
    Q_OBJECT
public:
    AgentServer(AgentDeskPtr desk, AgentListener listener, QObject* parent = nullptr);
    ~AgentServer() override;

    const AgentDeskPtr& desk() const { return m_desk; }
    qsizetype connections() const { return m_connections.size(); }

Q_SIGNALS:
    /// A client asked for the end, and has its answer.
    void stopped();

private:
    void acceptSome();
    void admit(int socket);
    void pause();
    void forget(AgentConnection* connection);

    AgentDeskPtr m_desk;
    AgentListener m_listener;
    QSocketNotifier* m_ready;
    QTimer m_pause;
    QList<AgentConnection*> m_connections;
};

} // namespace tessera
