#include "core/net/http_reply.h"

#include "core/base/secret_string.h"
#include "core/net/certificate_rules.h"
#include "core/net/reply_guard.h"
#include "core/net/socket_race.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace tessera {
namespace {

constexpr qint64 kBlock = 16 * 1024;
/// Less makes a fast server wait for the window to open again, more is memory for whoever floods.
constexpr qint64 kSocketBuffer = 1024 * 1024;
constexpr int kNoProxyHere = 407;

bool isSecure(const QUrl& url)
{
    return url.scheme() == u"https";
}

quint16 portOf(const QUrl& url)
{
    return static_cast<quint16>(url.port(isSecure(url) ? 443 : 80));
}

QNetworkReply::NetworkError networkError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QAbstractSocket::ProxyProtocolError:
        return QNetworkReply::UnknownProxyError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

/// A line break in a value would begin a header of its own.
bool isClean(const QByteArray& text)
{
    return std::none_of(text.cbegin(), text.cend(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isClean(const QNetworkRequest& request)
{
    const QList<QByteArray> names = request.rawHeaderList();
    return std::all_of(names.cbegin(), names.cend(), [&](const QByteArray& name) {
        return isClean(name) && isClean(request.rawHeader(name));
    });
}

} // namespace

HttpReply::HttpReply(QNetworkAccessManager::Operation operation, const QByteArray& method,
                     const QNetworkRequest& request, QByteArray body, const QNetworkProxy& proxy,
                     std::shared_ptr<HostReach> reach, QObject* parent)
    : QNetworkReply(parent), m_method(method), m_sent(std::move(body)),
      m_race(new SocketRace(request.url().host(QUrl::FullyEncoded), portOf(request.url()), proxy,
                            std::move(reach), this))
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    connect(m_race, &SocketRace::won, this, &HttpReply::useSocket);
    connect(m_race, &SocketRace::lost, this, &HttpReply::socketFailed);
    connect(m_race, &SocketRace::refused, this, &HttpReply::addressRefused);
    // Whoever asks must be able to listen first.
    QTimer::singleShot(0, this, [this] {
        if (isDone())
            return;
        if (!isClean(this->request()))
            return finishWith(ProtocolInvalidOperationError);
        m_race->start();
    });
}

HttpReply::~HttpReply()
{
    if (m_socket)
        m_socket->disconnect(this);
    if (m_sent.isDetached())
        wipe(m_sent);
}

void HttpReply::abort()
{
    if (!isDone())
        finishWith(OperationCanceledError);
}

qint64 HttpReply::readData(char* data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, bytesAvailable());
    if (count <= 0)
        return isDone() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_taken, static_cast<size_t>(count));
    m_taken += count;
    return count;
}

void HttpReply::sslConfigurationImplementation(QSslConfiguration& configuration) const
{
    configuration = m_socket ? m_socket->sslConfiguration() : request().sslConfiguration();
}

void HttpReply::useSocket(QSslSocket* socket)
{
    m_socket = socket;
    socket->setReadBufferSize(kSocketBuffer);
    connect(socket, &QAbstractSocket::errorOccurred, this, &HttpReply::socketFailed);
    connect(socket, &QAbstractSocket::disconnected, this, &HttpReply::socketClosed);
    connect(socket, &QIODevice::readyRead, this, &HttpReply::readSocket);
    if (!isSecure(url()))
        return sendRequest();
    connect(socket, &QSslSocket::encrypted, this, &HttpReply::checkPeer);
    // Told, never forgiven: the socket gives the handshake up by itself.
    connect(socket, &QSslSocket::sslErrors, this, &QNetworkReply::sslErrors);
    socket->setSslConfiguration(request().sslConfiguration());
    socket->setPeerVerifyName(url().host(QUrl::FullyEncoded));
    socket->startClientEncryption();
}

/// Before the first byte of the request is out.
void HttpReply::checkPeer()
{
    const auto fault = certificateFault(m_socket->peerCertificateChain(), url().host(QUrl::FullyEncoded));
    if (fault) {
        ReplyGuard::setReason(this, "net.tls", *fault);
        return finishWith(SslHandshakeFailedError);
    }
    const QPointer<HttpReply> self(this);
    Q_EMIT encrypted();
    if (self && !isDone())
        sendRequest();
}

/// RFC 9112 section 3.2.1
QByteArray HttpReply::requestBytes() const
{
    QByteArray target = url().path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url().hasQuery())
        target += '?' + url().query(QUrl::FullyEncoded).toLatin1();
    QByteArray bytes = m_method + ' ' + target + " HTTP/1.1\r\nHost: " +
                       url()
                           .toEncoded(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemovePath |
                                      QUrl::RemoveQuery | QUrl::RemoveFragment)
                           .mid(2) +
                       "\r\n";
    const QList<QByteArray> names = request().rawHeaderList();
    for (const QByteArray& name : names)
        bytes += name + ": " + request().rawHeader(name) + "\r\n";
    if (m_method != "GET")
        bytes += "Content-Length: " + QByteArray::number(m_sent.size()) + "\r\n";
    return bytes + "\r\n";
}

/// Once, on a connection that has served nobody else (A115).
void HttpReply::sendRequest()
{
    QByteArray bytes = requestBytes() + m_sent;
    m_socket->write(bytes);
    wipe(bytes);
    const QPointer<HttpReply> self(this);
    Q_EMIT requestSent();
    if (self && !isDone())
        readSocket();
}

void HttpReply::readSocket()
{
    const QPointer<HttpReply> self(this);
    char block[kBlock];
    while (self && !isDone() && m_socket->bytesAvailable() > 0) {
        const qint64 count = m_socket->read(block, kBlock);
        if (count <= 0)
            return;
        m_parser.feed(QByteArrayView(block, count));
        if (m_parser.state() == HttpResponseParser::State::Broken)
            return finishWith(ProtocolFailure);
        if (m_parser.headIsComplete() && !m_haveHead)
            takeHead();
        if (!self || isDone())
            return;
        m_body += m_parser.takeBody();
        if (bytesAvailable() > 0)
            Q_EMIT readyRead();
        if (self && !isDone() && m_parser.state() == HttpResponseParser::State::Complete)
            return finishWith(m_parser.status() == kNoProxyHere ? ProxyAuthenticationRequiredError : NoError);
    }
}

void HttpReply::takeHead()
{
    m_haveHead = true;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_parser.status());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(m_parser.reason()));
    for (const HttpHeader& header : m_parser.headers())
        setRawHeader(header.name, header.value);
    Q_EMIT metaDataChanged();
}

/// A325
void HttpReply::addressRefused(const QString& why)
{
    if (isDone())
        return;
    ReplyGuard::setReason(this, "net.local_address", why);
    finishWith(ProtocolInvalidOperationError);
}

void HttpReply::socketFailed(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError && m_socket)
        return; // what it said before is read first
    if (!isDone())
        finishWith(networkError(error));
}

void HttpReply::socketClosed()
{
    const QPointer<HttpReply> self(this);
    readSocket();
    if (!self || isDone())
        return;
    m_parser.close();
    finishWith(m_parser.state() == HttpResponseParser::State::Complete ? NoError : RemoteHostClosedError);
}

/// The last thing that happens: whoever hears of it may delete this.
void HttpReply::finishWith(NetworkError error)
{
    setFinished(true);
    m_race->disconnect(this);
    if (m_socket) {
        m_socket->disconnect(this);
        if (error == NoError)
            m_socket->disconnectFromHost();
        else
            m_socket->abort();
    } else {
        m_race->deleteLater(); // with the sockets that still run
    }
    const QPointer<HttpReply> self(this);
    if (error != NoError) {
        setError(error, {});
        Q_EMIT errorOccurred(error);
    }
    if (self)
        Q_EMIT finished();
}

} // namespace tessera
