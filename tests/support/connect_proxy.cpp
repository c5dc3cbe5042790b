#include "tests/support/connect_proxy.h"

#include <QNetworkProxy>
#include <QTcpSocket>

namespace tessera::test {
namespace {

void answer(QTcpSocket* client, const QByteArray& statusAndHeaders)
{
    client->write("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    client->disconnectFromHost();
}

/// Whatever comes in at one end goes out at the other, until one of them ends.
void pipe(QTcpSocket* from, QTcpSocket* to)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
    QObject::connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
}

} // namespace

ConnectProxy::ConnectProxy(QHash<QByteArray, quint16> routes, QByteArray login)
    : m_routes(std::move(routes)), m_login(std::move(login))
{
    connect(&m_server, &QTcpServer::newConnection, this, &ConnectProxy::accept);
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("the proxy cannot listen");
}

QByteArray ConnectProxy::address(const QByteArray& login) const
{
    const QByteArray at = login.isEmpty() ? QByteArray() : login + '@';
    return "http://" + at + "127.0.0.1:" + QByteArray::number(port());
}

void ConnectProxy::accept()
{
    while (QTcpSocket* client = m_server.nextPendingConnection()) {
        const auto head = std::make_shared<QByteArray>();
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client, head] { readHead(client, head); });
    }
}

void ConnectProxy::readHead(QTcpSocket* client, const std::shared_ptr<QByteArray>& head)
{
    *head += client->readAll();
    if (!head->contains("\r\n\r\n"))
        return;
    client->disconnect(this);
    const QList<QByteArray> line = head->first(head->indexOf("\r\n")).split(' ');
    if (line.size() != 3 || line[0] != "CONNECT")
        return answer(client, "405 Only CONNECT");
    m_targets.append(line[1]);
    if (!m_login.isEmpty() &&
        !head->contains("\r\nProxy-Authorization: Basic " + m_login.toBase64() + "\r\n")) {
        ++m_refusedLogins;
        return answer(client, "407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"");
    }
    open(client, line[1]);
}

void ConnectProxy::open(QTcpSocket* client, const QByteArray& target)
{
    if (!m_routes.contains(target))
        return answer(client, "502 No such host");
    ++m_tunnels;
    auto* server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client,
            [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
    pipe(client, server);
    pipe(server, client);
    server->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_routes.value(target));
}

} // namespace tessera::test
