// The proxy for a request: what the environment says (http_proxy and its kin), else what the system says, and
// none for loopback. A proxy set for everything would otherwise be sent the requests meant for this machine,
// with their codes and tokens in the clear.
#pragma once

#include <QNetworkProxyFactory>
#include <QUrl>

namespace tessera {

class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

/// The one that a request to this address goes through now; NoProxy if none.
QNetworkProxy proxyFor(const QUrl& url);
/// "proxy.acme.example:3128 (HTTP)", or empty for none. Never its user or password.
QString proxyText(const QNetworkProxy& proxy);

} // namespace tessera
