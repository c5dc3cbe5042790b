#include "core/net/secure_access_manager.h"

#include "core/base/logging.h"
#include "core/net/connectivity.h"
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
    if (code == "net.tls" || code == "net.insecure_address" || code == "net.local_address")
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
    case QNetworkReply::UnknownProxyError:
        return "net.proxy";
    case QNetworkReply::ProxyAuthenticationRequiredError: // status 407
        return "net.proxy_login";
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

/// What the system knows about the network is asked only where it may be the cause. Qt calls most failures of
/// a proxy unknown (6.4: one that nobody listens at, one that answers 502): through a proxy they are the
/// proxy's.
Error explained(const QNetworkReply* reply, Error error)
{
    const bool mayBeTheNetwork =
        error.code == u"net.host_not_found" || error.code == u"net.unreachable" || error.code == u"net.tls";
    if (mayBeTheNetwork && !isLoopbackHost(reply->url()))
        error = explainedBy(networkState(), std::move(error));
    const bool mayBeTheProxy = error.code == u"net.unreachable" || error.code.startsWith(u"net.proxy");
    const QString proxy = mayBeTheProxy ? proxyText(proxyFor(reply->url())) : QString();
    if (proxy.isEmpty())
        return error;
    if (error.code == u"net.unreachable")
        error.code = QStringLiteral("net.proxy");
    error.detail = proxy; // people have more than one (user wish 29)
    return error;
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

QNetworkRequest trusting(QNetworkRequest request, const QList<QSslCertificate>& roots)
{
    QSslConfiguration tls = request.sslConfiguration();
    tls.setCaCertificates(roots);
    request.setSslConfiguration(tls);
    return request;
}

/// Finding F11: with roots of our own, Qt's word is not enough.
void checkChainAgain(QNetworkReply* reply, const QList<QSslCertificate>& roots)
{
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [reply, roots] {
        if (chainEndsIn(reply->sslConfiguration().peerCertificateChain(), roots))
            return;
        ReplyGuard::setReason(reply, "net.tls", QStringLiteral("the chain ends in no root that counts here"));
        reply->abort();
    });
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
    const auto authorities = extraAuthoritiesFor(m_extraTrust, request.url());
    if (!authorities.isEmpty() && m_systemRoots.isEmpty())
        m_systemRoots = QSslConfiguration::systemCaCertificates(); // 140 files: not for each request
    // The whole list, so that nothing is loaded behind it.
    const auto roots = authorities.isEmpty() ? authorities : m_systemRoots + authorities;
    const QNetworkRequest ours =
        roots.isEmpty() ? underOurRules(request) : trusting(underOurRules(request), roots);
    auto* reply = new HttpReply(operation, method, ours, body ? body->readAll() : QByteArray(),
                                proxyFor(request.url()), m_issuerReach, this);
    if (!roots.isEmpty())
        checkChainAgain(reply, roots);
    const qint64 maxBodyBytes = request.attribute(kMaxBodyBytes, limits::kTokenReplyBytes).toLongLong();
    new ReplyGuard(reply, m_limits, maxBodyBytes);
    Q_EMIT requestStarted(reply, method);
    return reply;
}

std::optional<Error> SecureAccessManager::failureOf(const QNetworkReply* reply)
{
    if (const auto reason = ReplyGuard::reason(reply))
        return explained(reply, makeError(reply, reason->code, reason->detail));
    const int status = statusOf(reply);
    if (reply->error() != QNetworkReply::NoError)
        return explained(reply, makeError(reply, codeOf(reply->error(), status), nameOf(reply->error())));
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
