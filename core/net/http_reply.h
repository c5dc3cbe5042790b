// One request and its answer over a connection of its own: what Qt's own does, less everything that a hostile
// server can stretch (attacks A109, A117, A318; measured: gigabytes for the body of a 401). Redirects,
// cookies, caches and a second try do not exist here.
#pragma once

#include "core/net/http_response_parser.h"
#include "core/net/issuer_reach.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QNetworkReply>

class QSslSocket;

namespace tessera {

class SocketRace;

class HttpReply final : public QNetworkReply
{
    Q_OBJECT
public:
    /// `request` is sent as it is, with these bytes as its body. The proxy is the one to use; without one the
    /// host's addresses are those `reach` finds.
    HttpReply(QNetworkAccessManager::Operation operation, const QByteArray& method,
              const QNetworkRequest& request, QByteArray body, const QNetworkProxy& proxy,
              std::shared_ptr<HostReach> reach, QObject* parent);
    ~HttpReply() override;

    void abort() override;
    /// The body that went out, and the one that came: for whoever records both and must not read.
    const QByteArray& sentBody() const { return m_sent; }
    const QByteArray& receivedBody() const { return m_body; }

    qint64 bytesAvailable() const override { return m_body.size() - m_taken; }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    void sslConfigurationImplementation(QSslConfiguration& configuration) const override;

private:
    void useSocket(QSslSocket* socket);
    void checkPeer();
    void sendRequest();
    void readSocket();
    void takeHead();
    void addressRefused(const QString& why);
    void socketFailed(QAbstractSocket::SocketError error);
    void socketClosed();
    void finishWith(NetworkError error);
    QByteArray requestBytes() const;
    bool isDone() const { return isFinished(); }

    QByteArray m_method;
    QByteArray m_sent; ///< the body that goes out
    SocketRace* m_race;
    QSslSocket* m_socket = nullptr;
    HttpResponseParser m_parser;
    QByteArray m_body;
    qint64 m_taken = 0;
    bool m_haveHead = false;
};

} // namespace tessera
