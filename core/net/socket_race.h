// A connected socket to a host: its addresses are tried one after the other, each with a head start, and the
// first to answer wins (RFC 8305 in small). Through a proxy the name goes to the proxy, and nothing is looked
// up here.
#pragma once

#include "core/net/issuer_reach.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QObject>
#include <QTimer>

#include <functional>

class QSslSocket;

namespace tessera {

class SocketRace final : public QObject
{
    Q_OBJECT
public:
    SocketRace(QString host, quint16 port, const QNetworkProxy& proxy, std::shared_ptr<HostReach> reach,
               QObject* parent);

    void start();

Q_SIGNALS:
    /// Plain still, and a child of this.
    void won(QSslSocket* socket);
    void lost(QAbstractSocket::SocketError error);
    /// Nobody was asked: the name leads where it must not (A325).
    void refused(const QString& why);

private:
    void lookedUp(const HostReach::Found& found);
    void tryNext();
    void connectVia(const std::function<void(QSslSocket*)>& begin);
    void connected(QSslSocket* socket);
    void failed(QSslSocket* socket, QAbstractSocket::SocketError error);

    QString m_host;
    quint16 m_port;
    QNetworkProxy m_proxy;
    std::shared_ptr<HostReach> m_reach;
    QList<QHostAddress> m_addresses; ///< not yet tried
    QList<QSslSocket*> m_running;
    QTimer m_headStart;
};

} // namespace tessera
