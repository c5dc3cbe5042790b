// A TCP client that sends exactly the bytes it is given and keeps what comes back: for requests no HTTP
// library would make.
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

namespace tessera::test {

class RawClient final : public QObject
{
    Q_OBJECT
public:
    explicit RawClient(quint16 port, const QHostAddress& address = QHostAddress(QHostAddress::LocalHost));

    /// False at once where nobody listens.
    bool waitConnected(Milliseconds most = Milliseconds(5000));
    void send(const QByteArray& bytes);
    /// In segments of that many bytes, each on its way before the next is written.
    void sendInSegments(const QByteArray& bytes, qsizetype segment);
    /// Until the server has ended its side; false if it had not after that time.
    bool waitClosed(Milliseconds most = Milliseconds(5000));
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void reset();

    const QByteArray& received() const { return m_received; }
    /// Of the answer; 0 if there is none.
    int status() const;
    /// First of that name, compared without case; empty if none.
    QByteArray header(QByteArrayView name) const;
    QByteArray body() const;
    QTcpSocket& socket() { return m_socket; }

private:
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    QTcpSocket m_socket;
    bool m_isOver = false; ///< refused, or ended by the other side
    QByteArray m_received;
};

/// "GET /target HTTP/1.1" with the right Host header for that port.
QByteArray getRequest(quint16 port, const QByteArray& target);
QByteArray postRequest(quint16 port, const QByteArray& target, const QByteArray& form);

} // namespace tessera::test
