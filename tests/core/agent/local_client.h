// A client of a local socket that sends exactly the bytes it is given and keeps what comes back.
#pragma once

#include "core/agent/agent_frame.h"

#include <QJsonObject>
#include <QLocalSocket>

namespace tessera::test {

class LocalClient final : public QObject
{
    Q_OBJECT
public:
    explicit LocalClient(const QString& path);

    bool isConnected() const { return m_socket.state() == QLocalSocket::ConnectedState; }
    void send(const QByteArray& bytes);
    void sendMessage(const QByteArray& json);
    /// The next whole answer, or empty after five seconds.
    QJsonObject answer();
    QString answerCode();
    /// Until the agent has closed; false after that time.
    bool waitClosed(int milliseconds = 5000);
    bool waitWaiting(); ///< the answer that a person is being asked
    void leave() { m_socket.abort(); }
    QByteArray received() const { return m_bytes; }

private:
    QLocalSocket m_socket;
    QByteArray m_bytes;
};

} // namespace tessera::test
