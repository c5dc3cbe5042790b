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

} // namespace tessera
