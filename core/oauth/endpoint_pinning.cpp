#include "core/oauth/endpoint_pinning.h"

#include "core/base/logging.h"
#include "core/net/secure_access_manager.h"

#include <algorithm>

namespace tessera {
namespace {

using Metadata = AuthorizationServerMetadata;

struct NamedEndpoint
{
    QLatin1String name;
    QUrl Metadata::*address;
};

/// In the order in which a sign-in meets them.
constexpr NamedEndpoint kEndpoints[] = {
    {QLatin1String("pushed_authorization_request_endpoint"), &Metadata::pushedAuthorizationRequestEndpoint},
    {QLatin1String("authorization_endpoint"), &Metadata::authorizationEndpoint},
    {QLatin1String("device_authorization_endpoint"), &Metadata::deviceAuthorizationEndpoint},
    {QLatin1String("token_endpoint"), &Metadata::tokenEndpoint},
    {QLatin1String("jwks_uri"), &Metadata::jwksUri},
    {QLatin1String("userinfo_endpoint"), &Metadata::userinfoEndpoint},
    {QLatin1String("introspection_endpoint"), &Metadata::introspectionEndpoint},
    {QLatin1String("revocation_endpoint"), &Metadata::revocationEndpoint},
    {QLatin1String("end_session_endpoint"), &Metadata::endSessionEndpoint},
    {QLatin1String("registration_endpoint"), &Metadata::registrationEndpoint},
};

/// Compared where connections go: a last dot makes no other host, the usual port no other port.
QString hostOf(const QUrl& url)
{
    QString host = plainHost(url);
    const int usual = url.scheme() == u"https" ? 443 : 80;
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return url.port(usual) == usual ? host : QStringLiteral("%1:%2").arg(host).arg(url.port());
}

QString hostOfIssuer(const Metadata& metadata)
{
    return hostOf(QUrl(metadata.issuer));
}

QStringList hostsOf(const Metadata& metadata)
{
    QStringList hosts{hostOfIssuer(metadata)};
    for (const NamedEndpoint& endpoint : kEndpoints)
        if (const QUrl& url = metadata.*endpoint.address; !url.isEmpty())
            hosts.append(hostOf(url));
    return hosts;
}

} // namespace

QList<ForeignHost> foreignHosts(const Metadata& metadata)
{
    const QString own = hostOfIssuer(metadata);
    QList<ForeignHost> hosts;
    for (const NamedEndpoint& endpoint : kEndpoints) {
        const QUrl& url = metadata.*endpoint.address;
        const QString host = hostOf(url);
        if (url.isEmpty() || host == own)
            continue;
        const auto known = std::find_if(hosts.begin(), hosts.end(),
                                        [&host](const ForeignHost& entry) { return entry.host == host; });
        if (known == hosts.end())
            hosts.append({host, {endpoint.name}});
        else
            known->endpoints.append(endpoint.name);
    }
    return hosts;
}

QList<EndpointChange> changedEndpoints(const Metadata& pinned, const Metadata& now)
{
    const QStringList known = hostsOf(pinned);
    QList<EndpointChange> changes;
    for (const NamedEndpoint& endpoint : kEndpoints) {
        const QUrl& before = pinned.*endpoint.address;
        const QUrl& after = now.*endpoint.address;
        if (after.isEmpty())
            continue;
        const QString host = hostOf(after);
        if (before.isEmpty() ? known.contains(host) : hostOf(before) == host)
            continue;
        changes.append({endpoint.name, before.isEmpty() ? QString() : hostOf(before), host});
    }
    return changes;
}

void holdToIssuer(HttpClient& http, const Metadata& metadata)
{
    QStringList hosts;
    for (const NamedEndpoint& endpoint : kEndpoints)
        if (const QUrl& url = metadata.*endpoint.address; !url.isEmpty())
            hosts.append(url.host(QUrl::FullyEncoded));
    const QString issuer = QUrl(metadata.issuer).host(QUrl::FullyEncoded);
    http.accessManager()->issuerReach()->noteNamed(issuer, hosts);
}

Error endpointMoved(const QList<EndpointChange>& changes, const QString& issuer)
{
    QStringList texts;
    for (const EndpointChange& change : changes)
        texts.append(
            change.before.isEmpty()
                ? QStringLiteral("%1 at %2").arg(change.endpoint, printable(change.after, 100))
                : QStringLiteral("%1 from %2 to %3")
                      .arg(change.endpoint, printable(change.before, 100), printable(change.after, 100)));
    return Error{ErrorKind::Untrusted, QStringLiteral("metadata.endpoint_moved"),
                 texts.join(QStringLiteral(", ")), loggableUrl(QUrl(issuer))};
}

} // namespace tessera
