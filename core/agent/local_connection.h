// One program at a socket of the agent's: bytes in as they come, bytes out when the other end can take them,
// wiped behind. Never blocks; over when the other end is gone or patience runs out. What the bytes mean is
// said by the classes made of it.
#pragma once

#include "core/agent/peer_identity.h"
#include "core/agent/private_directory.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <stop_token>

class QSocketNotifier;

namespace tessera {

class LocalConnection : public QObject
{
    Q_OBJECT
public:
    ~LocalConnection() override;

    qint64 process() const { return m_peer.pid; }

Q_SIGNALS:
    void closed();

protected:
    /// `socket`: connected, not blocking, its peer of our own user. Patience begins at once.
    LocalConnection(OwnedDescriptor socket, PeerCredentials peer, QObject* parent);

    virtual void take(QByteArrayView bytes) = 0;

    void send(QByteArray bytes);
    /// …and no more: closed when it is out.
    void sendLast(QByteArray bytes);
    void close();
    /// While it is our turn the other end need not hurry.
    void waitForAnswer() { m_patience.stop(); }
    void waitForPeer();
    /// What was begun for it ends. Also for destructors: what is told then finds the whole object.
    void abandon() { m_stop.request_stop(); }

    const PeerCredentials& peer() const { return m_peer; }
    std::stop_token stopToken() const { return m_stop.get_token(); }
    bool isClosing() const { return m_closing; }
    bool isClosed() const { return m_closed; }

private:
    void readSome();
    void writeSome();

    OwnedDescriptor m_socket;
    PeerCredentials m_peer;
    QByteArray m_out;
    QSocketNotifier* m_readable;
    QSocketNotifier* m_writable;
    QTimer m_patience;
    std::stop_source m_stop;
    bool m_closing = false; ///< when what is written is out
    bool m_closed = false;
};

} // namespace tessera
