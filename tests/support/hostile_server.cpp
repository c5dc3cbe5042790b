#include "tests/support/hostile_server.h"

#include <QSslServer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

namespace tessera::test {
namespace {

/// How much of a flood waits in our own memory.
constexpr qint64 kMostQueued = 256 * 1024;

std::unique_ptr<QTcpServer> makeServer(const std::optional<QSslConfiguration>& tls)
{
    if (!tls)
        return std::make_unique<QTcpServer>();
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(*tls);
    return server;
}

/// Where the first request in the buffer ends; -1 while it is incomplete.
qsizetype endOfRequest(const QByteArray& buffer)
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return -1;
    const QByteArray head = buffer.first(headEnd + 2).toLower();
    const qsizetype at = head.indexOf("\r\ncontent-length:");
    if (at < 0)
        return headEnd + 4;
    const qsizetype valueAt = at + 17;
    const qsizetype length =
        head.sliced(valueAt, head.indexOf("\r\n", valueAt) - valueAt).trimmed().toLongLong();
    return buffer.size() >= headEnd + 4 + length ? headEnd + 4 + length : -1;
}

} // namespace

HostileReply HostileReply::json(const QByteArray& body, int status)
{
    return with(status, {"Content-Type: application/json"}, body);
}

HostileReply HostileReply::with(int status, const QList<QByteArray>& headerLines, const QByteArray& body)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const QByteArray& line : headerLines)
        bytes += line + "\r\n";
    bytes += "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return {bytes, {}, {}, Ending::Close};
}

HostileServer::HostileServer(QList<HostileReply> replies, std::optional<QSslConfiguration> tls)
    : m_server(makeServer(tls)), m_tls(tls.has_value()), m_replies(std::move(replies))
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &HostileServer::acceptPending);
    if (!m_server->listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("the hostile server cannot listen");
}

HostileServer::~HostileServer() = default;

void HostileServer::setReplies(QList<HostileReply> replies)
{
    m_replies = std::move(replies);
    m_requests.clear();
}

quint16 HostileServer::port() const
{
    return m_server->serverPort();
}

QUrl HostileServer::url(const QString& pathAndQuery) const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                    .arg(m_tls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(port())
                    .arg(pathAndQuery));
}

void HostileServer::acceptPending()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        ++m_connections;
        if (auto* tls = qobject_cast<QSslSocket*>(socket))
            m_negotiatedProtocol = tls->sslConfiguration().nextNegotiatedProtocol();
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { m_bytesSent += bytes; });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { readFrom(socket, buffer); });
        readFrom(socket, buffer);
    }
}

void HostileServer::readFrom(QTcpSocket* socket, const std::shared_ptr<QByteArray>& buffer)
{
    *buffer += socket->readAll();
    for (qsizetype end = endOfRequest(*buffer); end > 0; end = endOfRequest(*buffer)) {
        m_requests += buffer->first(end);
        buffer->remove(0, end);
        answer(socket);
        Q_EMIT requestArrived();
    }
}

void HostileServer::answer(QTcpSocket* socket)
{
    const HostileReply reply = m_replies.value(std::min(m_requests.size(), m_replies.size()) - 1);
    if (reply.ending == HostileReply::Ending::Reset) {
        socket->abort();
        return;
    }
    socket->write(reply.bytes);
    if (!reply.drip.isEmpty()) {
        auto* timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket, drip = reply.drip] {
            if (socket->bytesToWrite() < kMostQueued)
                socket->write(drip);
        });
        timer->start(reply.dripEvery);
    } else if (reply.ending == HostileReply::Ending::Close) {
        socket->disconnectFromHost();
    }
}

} // namespace tessera::test
