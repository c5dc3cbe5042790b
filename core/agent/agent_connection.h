// One program at the agent's socket: its bytes in, its question to the desk, the answer's bytes out.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/agent/agent_frame.h"
#include "core/agent/private_directory.h"

#include <QObject>
#include <QTimer>

class QSocketNotifier;

namespace tessera {

class AgentConnection final : public QObject
{
    Q_OBJECT
public:
    /// `socket`: connected, not blocking, its peer of our own user.
    AgentConnection(AgentDeskPtr desk, OwnedDescriptor socket, PeerCredentials peer, QObject* parent);
    ~AgentConnection() override;

    qint64 process() const { return m_peer.pid; }

Q_SIGNALS:
    void closed();

private:
    void readSome();
    void takeMessage();
    void ask(const AgentRequest& request, const PeerIdentity& peer);
    void send(QByteArray message);
    void writeSome();
    void finish(const Error& error);
    void close();

    AgentDeskPtr m_desk;
    OwnedDescriptor m_socket;
    PeerCredentials m_peer;
    FrameReader m_reader;
    QByteArray m_out;
    QSocketNotifier* m_readable;
    QSocketNotifier* m_writable;
    QTimer m_patience;
    std::stop_source m_stop;
    bool m_asking = false;
    bool m_closing = false; ///< when what is written is out
    bool m_closed = false;
};

} // namespace tessera
