#include "core/net/reach_probes.h"

#include "core/base/one_shot.h"
#include "core/net/limits.h"
#include "core/net/loopback_http_server.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace tessera {
namespace {

using Reached = OneShot<Result<void>>;
using LookedUp = OneShot<Result<QList<QHostAddress>>>;

QString codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return QStringLiteral("net.host_not_found");
    case QAbstractSocket::ConnectionRefusedError:
        return QStringLiteral("net.connection_refused");
    default:
        return QStringLiteral("net.unreachable");
    }
}

/// Resolves when the socket is connected or cannot be; the socket outlives the answer.
void follow(QTcpSocket* socket, const Reached& reached, const QString& endpoint)
{
    QObject::connect(socket, &QTcpSocket::connected, socket, [reached] { reached.resolve(Result<void>()); });
    QObject::connect(
        socket, &QTcpSocket::errorOccurred, socket,
        [socket, reached, endpoint](QAbstractSocket::SocketError error) {
            reached.resolve(failure({ErrorKind::Offline, codeOf(error), socket->errorString(), endpoint}));
        });
    QTimer::singleShot(limits::kConnectTime, socket, [reached, endpoint] {
        reached.resolve(failure(ErrorKind::Timeout, u"net.timeout", {}, endpoint));
    });
}

} // namespace

QCoro::Task<Result<void>> somebodyListens(QString host, quint16 port, std::stop_token stop)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    const Reached reached(stop);
    follow(&socket, reached, QStringLiteral("%1:%2").arg(host).arg(port));
    socket.connectToHost(host, port);
    Result<void> result = co_await reached;
    co_return result;
}

QCoro::Task<Result<void>> reachesItself(QHostAddress address, std::stop_token stop)
{
    LoopbackHttpServer server([](const LoopbackRequest&) { return LoopbackResponse(); });
    if (const auto listening = server.listen(address); !listening)
        co_return failure(listening.error());
    Result<void> reached = co_await somebodyListens(address.toString(), server.port(), stop);
    if (!reached && reached.error().kind != ErrorKind::Cancelled)
        co_return failure(ErrorKind::Configuration, u"net.loopback", reached.error().detail, server.origin());
    co_return reached;
}

QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString host, std::stop_token stop)
{
    QObject context; // an answer that comes too late finds it gone
    const LookedUp answer(stop);
    QHostInfo::lookupHost(host, &context, [answer, host](const QHostInfo& info) {
        if (info.addresses().isEmpty())
            answer.resolve(failure(ErrorKind::Offline, u"net.host_not_found", info.errorString(), host));
        else
            answer.resolve(info.addresses());
    });
    QTimer::singleShot(limits::kConnectTime, &context, [answer, host] {
        answer.resolve(failure(ErrorKind::Timeout, u"net.timeout", {}, host));
    });
    Result<QList<QHostAddress>> result = co_await answer;
    co_return result;
}

} // namespace tessera
