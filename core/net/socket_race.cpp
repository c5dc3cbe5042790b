#include "core/net/socket_race.h"

#include <QSslSocket>

#include <utility>

namespace tessera {
namespace {

using namespace std::chrono_literals;

constexpr auto kHeadStart = 250ms; // RFC 8305 section 5

/// The families take turns, beginning with what the system puts first.
QList<QHostAddress> inTurns(const QList<QHostAddress>& addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress& address : addresses)
        (address.protocol() == addresses.first().protocol() ? first : second).append(address);
    QList<QHostAddress> all;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        all += first.mid(i, 1);
        all += second.mid(i, 1);
    }
    return all;
}

} // namespace

SocketRace::SocketRace(QString host, quint16 port, const QNetworkProxy& proxy,
                       std::shared_ptr<HostReach> reach, QObject* parent)
    : QObject(parent), m_host(std::move(host)), m_port(port), m_proxy(proxy), m_reach(std::move(reach))
{
    m_headStart.setSingleShot(true);
    m_headStart.setInterval(kHeadStart);
    connect(&m_headStart, &QTimer::timeout, this, &SocketRace::tryNext);
}

void SocketRace::start()
{
    if (m_proxy.type() != QNetworkProxy::NoProxy) {
        connectVia([this](QSslSocket* socket) { socket->connectToHost(m_host, m_port); });
        return;
    }
    m_reach->find(m_host, this, [this](const HostReach::Found& found) { lookedUp(found); });
}

void SocketRace::lookedUp(const HostReach::Found& found)
{
    if (found.fault) {
        Q_EMIT refused(*found.fault);
        return;
    }
    m_addresses = found.addresses;
    if (m_addresses.isEmpty()) {
        Q_EMIT lost(QAbstractSocket::HostNotFoundError);
        return;
    }
    m_addresses = inTurns(m_addresses);
    tryNext();
}

void SocketRace::tryNext()
{
    if (m_addresses.isEmpty())
        return;
    const QHostAddress address = m_addresses.takeFirst();
    m_headStart.start();
    connectVia([this, address](QSslSocket* socket) { socket->connectToHost(address, m_port); });
}

void SocketRace::connectVia(const std::function<void(QSslSocket*)>& begin)
{
    auto* socket = new QSslSocket(this);
    m_running += socket;
    socket->setProxy(m_proxy);
    connect(socket, &QAbstractSocket::connected, this, [this, socket] { connected(socket); });
    connect(socket, &QAbstractSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) { failed(socket, error); });
    begin(socket);
}

void SocketRace::connected(QSslSocket* socket)
{
    m_headStart.stop();
    m_addresses.clear();
    for (QSslSocket* other : std::as_const(m_running)) {
        other->disconnect(this);
        if (other != socket)
            other->deleteLater();
    }
    m_running.clear();
    Q_EMIT won(socket);
}

void SocketRace::failed(QSslSocket* socket, QAbstractSocket::SocketError error)
{
    m_running.removeOne(socket);
    socket->disconnect(this);
    socket->deleteLater();
    if (!m_addresses.isEmpty())
        tryNext();
    else if (m_running.isEmpty())
        Q_EMIT lost(error);
}

} // namespace tessera
