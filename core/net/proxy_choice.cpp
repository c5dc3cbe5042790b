#include "core/net/proxy_choice.h"

#include "core/net/secure_access_manager.h"

#include <QNetworkProxy>
#include <QUrl>

namespace tessera {

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery& query)
{
    if (isLoopbackHost(query.url()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return proxyForQuery(query);
}

QNetworkProxy chooseProxy(QNetworkProxyFactory& factory, const QUrl& url)
{
    const QList<QNetworkProxy> proxies = factory.queryProxy(QNetworkProxyQuery(url));
    for (const QNetworkProxy& proxy : proxies)
        if (proxy.type() == QNetworkProxy::NoProxy ||
            proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return proxy;
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

} // namespace tessera
