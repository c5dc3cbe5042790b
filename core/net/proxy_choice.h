// The proxy for a request: what the system says, and none for loopback. A proxy set for everything would
// otherwise be sent the requests meant for this machine, with their codes and tokens in the clear.
#pragma once

#include <QNetworkProxyFactory>

namespace tessera {

class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

} // namespace tessera
