// A small strict HTTP/1.1 server on 127.0.0.1 or ::1, for the redirect, the demo provider and the tests. One
// request per connection, everything bounded, answers carry no program name (attack group G1).
#pragma once

#include "core/base/result.h"
#include "core/net/limits.h"
#include "core/net/secure_access_manager.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpServer>

#include <functional>

namespace tessera {

struct LoopbackRequest
{
    QByteArray method;
    /// As sent, not decoded: "/callback/4f". Starts with '/', holds no '?'.
    QByteArray path;
    /// As sent, not decoded, without the '?'.
    QByteArray query;
    QList<HttpHeader> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
};

struct LoopbackResponse
{
    int status = 200;
    QByteArray contentType = "text/html; charset=utf-8";
    QByteArray body;
    /// Added to the ones every answer has: Content-Length, Connection: close, Cache-Control: no-store,
    /// Content-Security-Policy: default-src 'none'…, Referrer-Policy: no-referrer, X-Content-Type-Options:
    /// nosniff. A header given here replaces the standard one of the same name.
    QList<HttpHeader> headers;
};

struct LoopbackServerLimits
{
    qsizetype requestLineBytes = limits::kRequestLineBytes;
    qsizetype headerBytes = limits::kHeaderBytes;
    qsizetype headerLines = limits::kHeaderLines;
    qsizetype bodyBytes = limits::kRequestBodyBytes;
    int connections = limits::kConnections;
    Milliseconds connectionTime = limits::kConnectionTime;
};

class LoopbackHttpServer final : public QObject
{
    Q_OBJECT
public:
    /// Called for each well-formed request with an allowed method. Answers at once.
    using Handler = std::function<LoopbackResponse(const LoopbackRequest&)>;

    explicit LoopbackHttpServer(Handler handler, LoopbackServerLimits limits = {}, QObject* parent = nullptr);
    ~LoopbackHttpServer() override;

    /// Methods let through to the handler; others are answered 405 here. Default: GET only.
    void setAllowedMethods(const QList<QByteArray>& methods);

    /// Takes "Host: localhost:PORT" as well. Default: the literal address only. Both this and the methods
    /// hold for connections that come afterwards.
    void setAllowLocalhostHost(bool allow);

    /// Every answer leaves so much later than it is ready, as if the server were that far away. For
    /// measuring; nothing by default.
    void setAnswerDelay(Milliseconds delay) { m_answerDelay = delay; }

    /// Only QHostAddress::LocalHost and LocalHostIPv6 (or another literal of 127.0.0.0/8) are accepted;
    /// exclusive bind. Port 0: any free one. Errors (Configuration): listener.not_loopback,
    /// listener.port_in_use ("port 8787 is held by node (process 7120)" where the system tells),
    /// listener.bind.
    Result<void> listen(const QHostAddress& address, quint16 port = 0);
    /// Connections that already have their answer may still send it; the others are dropped. A handler may
    /// call this.
    void close();
    bool isListening() const;
    quint16 port() const;
    /// "http://127.0.0.1:49731" or "http://[::1]:49731"
    QString origin() const;

Q_SIGNALS:
    /// A request was turned away before the handler saw it; status it was answered with. For tests and the
    /// log.
    void turnedAway(int status);

private:
    class Connection;
    void acceptPending();
    void makeRoom();
    QList<QByteArray> acceptedHosts() const;
    LoopbackResponse turnAway(int status);

    Handler m_handler;
    LoopbackServerLimits m_limits;
    QList<QByteArray> m_methods{"GET"};
    bool m_allowLocalhostHost = false;
    Milliseconds m_answerDelay{0};
    QTcpServer m_server;
    QList<Connection*> m_connections;
};

} // namespace tessera
