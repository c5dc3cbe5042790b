// A TCP server that answers with whatever bytes it is told to: wrong lengths, drips, floods, silence, resets.
// It keeps every request it got, so that a test can also say what must not have been sent.
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <memory>
#include <optional>

class QTcpSocket;

namespace tessera::test {

struct HostileReply
{
    enum class Ending { Close, KeepOpen, Reset };

    /// Sent at once when the request is complete.
    QByteArray bytes;
    /// Sent afterwards again and again, until the peer goes.
    QByteArray drip;
    Milliseconds dripEvery{0};
    Ending ending = Ending::Close;

    /// "HTTP/1.1 200 OK" with Content-Type application/json and a Content-Length that is right.
    static HostileReply json(const QByteArray& body, int status = 200);
    /// Complete answer with these header lines ("Name: value") and body.
    static HostileReply with(int status, const QList<QByteArray>& headerLines, const QByteArray& body = {});
};

class HostileServer final : public QObject
{
    Q_OBJECT
public:
    /// The nth request gets the nth reply; the last one is for all that follow. With `tls`, speaks TLS.
    explicit HostileServer(QList<HostileReply> replies, std::optional<QSslConfiguration> tls = std::nullopt);
    ~HostileServer() override;

    void setReplies(QList<HostileReply> replies);
    quint16 port() const;
    QUrl url(const QString& pathAndQuery = QStringLiteral("/")) const;

    /// Complete requests, as they came.
    const QList<QByteArray>& requests() const { return m_requests; }
    int connections() const { return m_connections; }
    /// Bytes handed to the kernel so far: how much of a flood was taken.
    qint64 bytesSent() const { return m_bytesSent; }
    /// What TLS agreed on for the next protocol (ALPN), of the last connection.
    QByteArray negotiatedProtocol() const { return m_negotiatedProtocol; }

Q_SIGNALS:
    void requestArrived();

private:
    void acceptPending();
    void readFrom(QTcpSocket* socket, const std::shared_ptr<QByteArray>& buffer);
    void answer(QTcpSocket* socket);

    std::unique_ptr<QTcpServer> m_server;
    bool m_tls;
    QList<HostileReply> m_replies;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    qint64 m_bytesSent = 0;
    QByteArray m_negotiatedProtocol;
};

} // namespace tessera::test
