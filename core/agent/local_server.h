// A socket of the agent's, open to our own user only: a bounded number of programs at it, and of connections
// of one program. What is spoken there is said by the classes made of it.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/agent/agent_listener.h"
#include "core/agent/local_connection.h"

namespace tessera {

class LocalServer : public QObject
{
    Q_OBJECT
public:
    ~LocalServer() override;

    const AgentDeskPtr& desk() const { return m_desk; }
    const QString& path() const { return m_listener.path(); }
    qsizetype connections() const { return m_connections.size(); }

protected:
    /// `desk` may be null: what is not about tokens stands in no log.
    LocalServer(AgentDeskPtr desk, AgentListener listener, QObject* parent);

    /// Of our own user, and within the bounds.
    virtual LocalConnection* serve(OwnedDescriptor socket, PeerCredentials peer) = 0;
    /// One too many: a last word for it, if its end can take it at once.
    virtual void turnAway(int /*socket*/) {}

private:
    void acceptSome();
    void admit(int socket);
    void pause(const char* why);

    AgentDeskPtr m_desk;
    AgentListener m_listener;
    QSocketNotifier* m_ready;
    QTimer m_pause;
    QList<LocalConnection*> m_connections;
};

} // namespace tessera
