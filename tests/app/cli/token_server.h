// An https server on this computer that wants a token: 401 with a challenge without it, a file with it. What
// tools are tried against.
#pragma once

#include "tests/support/test_certificate.h"

#include <QHash>
#include <QSslServer>

namespace tessera::test {

class TokenServer final : public QObject
{
    Q_OBJECT
public:
    /// `accepted`: values of the Authorization header that are let in.
    TokenServer(const TestIdentity& identity, QList<QByteArray> accepted, QByteArray challenge);

    QHash<QByteArray, QByteArray> files; ///< by path
    QString folder;                      ///< or below it
    QByteArray contentType = "application/octet-stream";
    QList<QByteArray> authorizations; ///< what came, in order; empty: none
    QList<QByteArray> bodies;

    quint16 port() const { return m_server.serverPort(); }
    QString origin() const { return QStringLiteral("https://127.0.0.1:%1").arg(port()); }

private:
    void take(QTcpSocket* socket);
    QByteArray answerTo(const QByteArray& request);

    QSslServer m_server;
    QList<QByteArray> m_accepted;
    QByteArray m_challenge;
    QHash<QTcpSocket*, QByteArray> m_pending;
};

} // namespace tessera::test
