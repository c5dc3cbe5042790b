#include "core/net/proxy_choice.h"

#include "core/base/logging.h"
#include "core/net/environment_proxies.h"
#include "core/net/secure_access_manager.h"

namespace tessera {

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery& query)
{
    if (isLoopbackHost(query.url()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (const auto proxy = environmentProxy(QProcessEnvironment::systemEnvironment(), query.url()))
        return {*proxy};
    return proxyForQuery(query);
}

QNetworkProxy proxyFor(const QUrl& url)
{
    return ProxyChoice().queryProxy(QNetworkProxyQuery(url)).value(0, QNetworkProxy(QNetworkProxy::NoProxy));
}

QString proxyText(const QNetworkProxy& proxy)
{
    const bool socks = proxy.type() == QNetworkProxy::Socks5Proxy;
    if (!socks && proxy.type() != QNetworkProxy::HttpProxy && proxy.type() != QNetworkProxy::HttpCachingProxy)
        return {};
    return QStringLiteral("%1:%2 (%3)")
        .arg(printable(proxy.hostName(), 100))
        .arg(proxy.port())
        .arg(socks ? QStringLiteral("SOCKS 5") : QStringLiteral("HTTP"));
}

} // namespace tessera
