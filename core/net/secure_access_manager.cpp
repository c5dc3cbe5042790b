#include "core/net/secure_access_manager.h"

#include "core/base/logging.h"
#include "core/net/http_reply.h"
#include "core/net/proxy_choice.h"
#include "core/net/refused_reply.h"
#include "core/net/reply_guard.h"

#include <QMetaEnum>
#include <QNetworkReply>
#include <QSslConfiguration>

namespace tessera {
namespace {

ErrorKind kindOf(const QByteArray& code)
{
    if (code == "net.timeout" || code == "net.too_slow")
        return ErrorKind::Timeout;
    if (code == "net.tls" || code == "net.insecure_address")
        return ErrorKind::Untrusted;
    if (code == "net.too_large" || code == "net.truncated" || code == "net.bad_reply")
        return ErrorKind::Malformed;
    if (code == "net.bad_address")
        return ErrorKind::Configuration;
    if (code == "cancelled")
        return ErrorKind::Cancelled;
    return ErrorKind::Offline;
}

int statusOf(const QNetworkReply* reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QByteArray codeOf(QNetworkReply::NetworkError error, int status)
{
    switch (error) {
    case QNetworkReply::OperationCanceledError:
        return "cancelled";
    case QNetworkReply::TimeoutError:
        return "net.timeout";
    case QNetworkReply::HostNotFoundError:
        return "net.host_not_found";
    case QNetworkReply::ConnectionRefusedError:
        return "net.connection_refused";
    case QNetworkReply::RemoteHostClosedError:
        return status > 0 ? "net.truncated" : "net.connection_lost";
    case QNetworkReply::SslHandshakeFailedError:
        return "net.tls";
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return "net.proxy";
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::BackgroundRequestNotAllowedError:
    case QNetworkReply::UnknownNetworkError:
        return "net.unreachable";
    default:
        return "net.bad_reply";
    }
}

/// Qt's errorString() holds the whole address with its query: the enumerator says as much without it.
QString nameOf(QNetworkReply::NetworkError error)
{
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error));
}

Error makeError(const QNetworkReply* reply, const QByteArray& code, const QString& detail)
{
    return Error{kindOf(code), QString::fromLatin1(code), detail, loggableUrl(reply->url())};
}

bool isShorterThanAnnounced(const QNetworkReply* reply, int status)
{
    return status != 204 && status != 304 && reply->operation() != QNetworkAccessManager::HeadOperation &&
           reply->hasRawHeader("Content-Length") && !reply->hasRawHeader("Transfer-Encoding") &&
           reply->bytesAvailable() < reply->rawHeader("Content-Length").toLongLong();
}

QByteArray methodName(QNetworkAccessManager::Operation operation, const QNetworkRequest& request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

QSslConfiguration strictTls(QSslConfiguration tls)
{
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return tls;
}

/// The one place where the rules for every request are written down.
QNetworkRequest underOurRules(QNetworkRequest request)
{
    // Nothing is inflated, and the limits count the bytes that came.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "Tessera");
    // A kept connection may be closed by the server, or dead after sleep, just when a body goes out that must
    // not be sent again; and none is carried over to another identity (attacks A115, A322). HttpReply opens
    // one for each request.
    request.setRawHeader("Connection", "close");
    if (request.url().scheme() == u"https")
        request.setSslConfiguration(strictTls(request.sslConfiguration()));
    return request;
}

} // namespace

SecureAccessManager::SecureAccessManager(ReplyLimits limits, QObject* parent)
    : QNetworkAccessManager(parent), m_limits(limits)
{
    setProxyFactory(new ProxyChoice); // becomes ours
}

QNetworkReply* SecureAccessManager::createRequest(Operation operation, const QNetworkRequest& request,
                                                  QIODevice* body)
{
    if (const auto allowed = checkAddress(request.url()); !allowed)
        return new RefusedReply(operation, request, allowed.error(), this);
    const QByteArray method = methodName(operation, request);
    auto* reply =
        new HttpReply(operation, method, underOurRules(request), body ? body->readAll() : QByteArray(),
                      chooseProxy(*proxyFactory(), request.url()), this);
    const qint64 maxBodyBytes = request.attribute(kMaxBodyBytes, limits::kTokenReplyBytes).toLongLong();
    new ReplyGuard(reply, m_limits, maxBodyBytes);
    Q_EMIT requestStarted(reply, method);
    return reply;
}

std::optional<Error> SecureAccessManager::failureOf(const QNetworkReply* reply)
{
    if (const auto reason = ReplyGuard::reason(reply))
        return makeError(reply, reason->code, reason->detail);
    const int status = statusOf(reply);
    if (reply->error() != QNetworkReply::NoError)
        return makeError(reply, codeOf(reply->error(), status), nameOf(reply->error()));
    if (status < 200 || status > 599)
        return makeError(reply, "net.bad_reply", QStringLiteral("status %1").arg(status));
    if (isShorterThanAnnounced(reply, status))
        return makeError(reply, "net.truncated", QStringLiteral("shorter than its Content-Length"));
    return std::nullopt;
}

Result<HttpResponse> SecureAccessManager::read(QNetworkReply* reply)
{
    if (auto error = failureOf(reply))
        return failure(std::move(*error));
    HttpResponse response;
    response.status = statusOf(reply);
    response.url = reply->url();
    for (const auto& [name, value] : reply->rawHeaderPairs())
        response.headers += HttpHeader{name, value};
    response.body = reply->readAll();
    return response;
}

} // namespace tessera
