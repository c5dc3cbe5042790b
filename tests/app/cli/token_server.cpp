#include "tests/app/cli/token_server.h"

#include <QFile>
#include <QTcpSocket>

namespace tessera::test {
namespace {

QByteArray header(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.split('\n'))
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    return {};
}

QByteArray response(const QByteArray& status, const QByteArray& headers, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

TokenServer::TokenServer(const TestIdentity& identity, QList<QByteArray> accepted, QByteArray challenge)
    : m_accepted(std::move(accepted)), m_challenge(std::move(challenge))
{
    m_server.setSslConfiguration(identity.serverConfiguration());
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_pending.remove(socket);
                socket->deleteLater();
            });
            take(socket);
        }
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
}

void TokenServer::take(QTcpSocket* socket)
{
    QByteArray& request = m_pending[socket];
    request += socket->readAll();
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0 || request.size() < end + 4 + header(request.first(end), "content-length").toLongLong())
        return;
    bodies.append(request.mid(end + 4));
    socket->write(answerTo(request.first(end)));
    request.clear();
    socket->disconnectFromHost();
}

QByteArray TokenServer::answerTo(const QByteArray& request)
{
    const QByteArray authorization = header(request, "authorization");
    authorizations.append(authorization);
    if (!m_accepted.isEmpty() && !m_accepted.contains(authorization))
        return response("401 Unauthorized", "WWW-Authenticate: " + m_challenge + "\r\n", {});
    const QByteArray path = request.split(' ').value(1).split('?').constFirst();
    QByteArray body = files.value(path);
    QFile file(folder + QString::fromUtf8(path));
    if (!files.contains(path)) {
        if (folder.isEmpty() || !file.open(QIODevice::ReadOnly))
            return response("404 Not Found", {}, {});
        body = file.readAll();
    }
    return response("200 OK", "Content-Type: " + contentType + "\r\n", body);
}

} // namespace tessera::test
