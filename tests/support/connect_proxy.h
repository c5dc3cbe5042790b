// A small real proxy on loopback: takes CONNECT (RFC 9110 section 9.3.6), leads each name to a port of this
// computer, and asks for a login if told to. It keeps what it was asked, so that a test can say what went
// through it and what did not.
#pragma once

#include <QByteArrayList>
#include <QHash>
#include <QObject>
#include <QTcpServer>

#include <memory>

class QTcpSocket;

namespace tessera::test {

class ConnectProxy final : public QObject
{
    Q_OBJECT
public:
    /// "op.example:443" to the port that answers for it; other targets get 502. `login`: "user:password" it
    /// insists on; empty: none.
    explicit ConnectProxy(QHash<QByteArray, quint16> routes, QByteArray login = {});

    quint16 port() const { return m_server.serverPort(); }
    /// "http://127.0.0.1:PORT", with that login in it if it is not empty.
    QByteArray address(const QByteArray& login = {}) const;
    /// Targets that were asked for, in order, refused ones too.
    const QByteArrayList& targets() const { return m_targets; }
    /// How many were let through.
    int tunnels() const { return m_tunnels; }
    int refusedLogins() const { return m_refusedLogins; }

private:
    void accept();
    void readHead(QTcpSocket* client, const std::shared_ptr<QByteArray>& head);
    void open(QTcpSocket* client, const QByteArray& target);

    QTcpServer m_server;
    QHash<QByteArray, quint16> m_routes;
    QByteArray m_login;
    QByteArrayList m_targets;
    int m_tunnels = 0;
    int m_refusedLogins = 0;
};

} // namespace tessera::test
