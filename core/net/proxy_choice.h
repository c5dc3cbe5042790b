// The proxy for a request: what the system says, and none for loopback. A proxy set for everything would
// otherwise be sent the requests meant for this machine, with their codes and tokens in the clear.
#pragma once

#include <QNetworkProxyFactory>
#include <QUrl>

namespace tessera {

class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

/// The first that can carry a connection through; none where there is no such proxy.
QNetworkProxy chooseProxy(QNetworkProxyFactory& factory, const QUrl& url);

} // namespace tessera
