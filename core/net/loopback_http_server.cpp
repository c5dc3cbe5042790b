#include "core/net/loopback_http_server.h"

#include "core/base/logging.h"
#include "core/net/loopback_connection.h"
#include "core/net/loopback_response_writer.h"
#include "core/net/port_holder.h"

namespace tessera {
namespace {

/// More than we keep, so that a flood of connections does not make the right one wait for its second SYN.
constexpr int kBacklog = 1024;

bool isLoopbackLiteral(const QHostAddress& address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return (address.toIPv4Address() >> 24) == 127;
    return address == QHostAddress(QHostAddress::LocalHostIPv6);
}

QByteArray literal(const QHostAddress& address)
{
    const QByteArray text = address.toString().toLatin1();
    return address.protocol() == QAbstractSocket::IPv6Protocol ? '[' + text + ']' : text;
}

} // namespace

QByteArray LoopbackRequest::header(QByteArrayView name) const
{
    for (const HttpHeader& header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

LoopbackHttpServer::LoopbackHttpServer(Handler handler, LoopbackServerLimits limits, QObject* parent)
    : QObject(parent), m_handler(std::move(handler)), m_limits(limits)
{
    m_server.setListenBacklogSize(kBacklog);
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackHttpServer::acceptPending);
}

LoopbackHttpServer::~LoopbackHttpServer()
{
    m_server.close();
    qDeleteAll(std::exchange(m_connections, {}));
}

void LoopbackHttpServer::setAllowedMethods(const QList<QByteArray>& methods)
{
    m_methods = methods;
}

void LoopbackHttpServer::setAllowLocalhostHost(bool allow)
{
    m_allowLocalhostHost = allow;
}

Result<void> LoopbackHttpServer::listen(const QHostAddress& address, quint16 port)
{
    if (!isLoopbackLiteral(address))
        return failure(ErrorKind::Configuration, u"listener.not_loopback", address.toString());
    // Qt binds without SO_REUSEPORT, and on Linux its SO_REUSEADDR lets nobody share a listening port: a
    // second bind fails (attack A039).
    if (m_server.listen(address, port))
        return {};
    if (m_server.serverError() != QAbstractSocket::AddressInUseError)
        return failure(ErrorKind::Configuration, u"listener.bind", m_server.errorString());
    const QString holder = portHolder(address, port);
    return failure(ErrorKind::Configuration, u"listener.port_in_use",
                   holder.isEmpty() ? QStringLiteral("port %1 is in use").arg(port)
                                    : QStringLiteral("port %1 is held by %2").arg(port).arg(holder));
}

void LoopbackHttpServer::close()
{
    m_server.close();
    const QList<Connection*> connections = m_connections;
    for (Connection* connection : connections)
        if (!connection->isAnswered())
            connection->drop();
}

bool LoopbackHttpServer::isListening() const
{
    return m_server.isListening();
}

quint16 LoopbackHttpServer::port() const
{
    return m_server.serverPort();
}

QString LoopbackHttpServer::origin() const
{
    return QStringLiteral("http://%1:%2")
        .arg(QString::fromLatin1(literal(m_server.serverAddress())))
        .arg(m_server.serverPort());
}

QList<QByteArray> LoopbackHttpServer::acceptedHosts() const
{
    QList<QByteArray> names{literal(m_server.serverAddress())};
    if (m_allowLocalhostHost)
        names += "localhost";
    QList<QByteArray> hosts;
    for (const QByteArray& name : std::as_const(names)) {
        hosts += name + ':' + QByteArray::number(port());
        if (port() == 80) // browsers leave the default port out
            hosts += name;
    }
    return hosts;
}

void LoopbackHttpServer::acceptPending()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        makeRoom();
        m_connections += new Connection(socket, this, {m_limits, m_methods, acceptedHosts()});
    }
}

void LoopbackHttpServer::makeRoom()
{
    const auto pick = [this](auto condition) -> Connection* {
        const auto found = std::find_if(m_connections.cbegin(), m_connections.cend(), condition);
        return found == m_connections.cend() ? nullptr : *found;
    };
    while (m_connections.size() >= m_limits.connections) {
        Connection* victim = pick([](const Connection* c) { return c->hasSentItsAnswer(); });
        if (!victim)
            victim = pick([](const Connection* c) { return !c->isAnswered(); });
        if (!victim)
            victim = m_connections.first();
        // Its request may have come while we were busy accepting (attack A029).
        if (!victim->isAnswered())
            victim->readNow();
        victim->drop();
    }
}

LoopbackResponse LoopbackHttpServer::turnAway(int status)
{
    qCDebug(lcNet) << "request turned away with" << status;
    LoopbackResponse response = plainResponse(status);
    if (status == 405)
        response.headers += HttpHeader{"Allow", m_methods.join(", ")};
    Q_EMIT turnedAway(status);
    return response;
}

} // namespace tessera
