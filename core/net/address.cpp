// Which addresses may be asked, and which are this machine or the same origin (findings F1, F6).
#include "core/net/secure_access_manager.h"

#include "core/base/logging.h"

#include <QHostAddress>
#include <QUrl>

namespace tessera {
namespace {

int effectivePort(const QUrl& url)
{
    return url.port(url.scheme() == u"https" ? 443 : 80);
}

} // namespace

Result<void> checkAddress(const QUrl& url)
{
    const QString endpoint = loggableUrl(url);
    const bool https = url.scheme() == u"https";
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0)
        return failure(ErrorKind::Configuration, u"net.bad_address",
                       QStringLiteral("not an address with a host"), endpoint);
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::Configuration, u"net.bad_address",
                       QStringLiteral("user information in the address"), endpoint);
    if (!https && url.scheme() != u"http")
        return failure(ErrorKind::Configuration, u"net.bad_address",
                       QStringLiteral("neither https nor http: %1").arg(printable(url.scheme(), 20)),
                       endpoint);
    if (!https && !isLoopbackHost(url))
        return failure(ErrorKind::Configuration, u"net.insecure_address",
                       QStringLiteral("http is for loopback only"), endpoint);
    return {};
}

bool isLoopbackHost(const QUrl& url)
{
    const QString host = url.host();
    if (host == u"localhost")
        return true;
    const QHostAddress address(host);
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return (address.toIPv4Address() >> 24) == 127;
    return address == QHostAddress(QHostAddress::LocalHostIPv6) && address.scopeId().isEmpty();
}

QString plainHost(const QUrl& url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && effectivePort(a) == effectivePort(b);
}

} // namespace tessera
