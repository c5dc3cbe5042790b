#include "core/providers/provider.h"

#include "core/oauth/endpoint_rules.h"

namespace tessera {
namespace {

const QString kAuthorizationEndpoint = QStringLiteral("authorization_endpoint");
const QString kEmailsEndpoint = QStringLiteral("emails_endpoint");

QString filled(QString address, const AddressParts& parts)
{
    address.replace(QStringLiteral("{origin}"), originOf(parts.issuer));
    address.replace(QStringLiteral("{issuer}"), parts.issuer);
    address.replace(QStringLiteral("{client_id}"), QString::fromLatin1(percentEncode(parts.clientId)));
    return address;
}

QJsonObject endpointsFor(const Provider& provider, const AddressParts& parts)
{
    QJsonObject endpoints = provider.endpoints;
    if (!provider.issuer.isEmpty() && parts.issuer != provider.issuer)
        for (auto it = provider.endpointsElsewhere.begin(); it != provider.endpointsElsewhere.end(); ++it)
            endpoints.insert(it.key(), it.value());
    for (auto it = endpoints.begin(); it != endpoints.end(); ++it)
        if (it->isString())
            *it = filled(it->toString(), parts);
    return endpoints;
}

QUrl addressIn(const QJsonObject& addresses, QStringView member)
{
    return QUrl(addresses.value(member).toString(), QUrl::StrictMode);
}

Result<AuthorizationServerMetadata> givenMetadata(QJsonObject endpoints, const QString& issuer)
{
    endpoints.remove(kEmailsEndpoint);
    endpoints.insert(QStringLiteral("issuer"), issuer);
    return parseMetadata(endpoints, issuer);
}

/// An address the server takes, where the rule leaves no choice but the port. Unset: ours will do, or only
/// the person knows which one was registered.
std::optional<QUrl> redirectByRule(const LoopbackRule& rule)
{
    if (rule.port == LoopbackRule::Port::Fixed)
        return std::nullopt;
    const bool isName = rule.host == LoopbackRule::Host::Localhost;
    if (!isName && rule.path.isEmpty())
        return std::nullopt;
    QUrl url(isName ? QStringLiteral("http://localhost") : QStringLiteral("http://127.0.0.1"));
    url.setPath(rule.path);
    return url;
}

} // namespace

QStringList Provider::quirksAt(Quirk::Place place) const
{
    QStringList texts;
    for (const Quirk& quirk : quirks)
        if (quirk.at == place)
            texts += quirk.text;
    return texts;
}

bool Provider::isGiven() const
{
    return endpoints.contains(kAuthorizationEndpoint);
}

ClientRegistration Provider::registration() const
{
    ClientRegistration registration;
    registration.provider = id;
    registration.issuer = issuer;
    registration.clientId = clientId;
    registration.authenticationMethod = authenticationMethod;
    registration.authorizationSignedResponseAlg = authorizationSignedResponseAlg;
    registration.redirectUri = redirectByRule(loopbackRule);
    if (!scope.isEmpty() || isGiven())
        registration.scope = scope;
    return registration;
}

ServerTraits Provider::traitsFor(const AddressParts& parts) const
{
    const QJsonObject addresses = endpointsFor(*this, parts);
    ServerTraits resolved = traits;
    resolved.issuerTemplate = filled(traits.issuerTemplate, parts);
    resolved.userInfo.emailsEndpoint = addressIn(addresses, kEmailsEndpoint);
    if (!isGiven()) {
        resolved.deviceAuthorizationEndpoint = addressIn(addresses, u"device_authorization_endpoint");
        resolved.revocationEndpoint = addressIn(addresses, u"revocation_endpoint");
    }
    return resolved;
}

Result<ClientRegistration> Provider::withServer(ClientRegistration registration) const
{
    if (!unavailable.isEmpty())
        return failure(ErrorKind::Configuration, u"providers.unavailable", unavailable, registration.issuer);
    const AddressParts parts{registration.issuer, registration.clientId};
    registration.traits = traitsFor(parts);
    if (!isGiven())
        return registration;
    auto metadata = givenMetadata(endpointsFor(*this, parts), registration.issuer);
    if (!metadata)
        return failure(metadata.error());
    registration.metadata = *std::move(metadata);
    return registration;
}

QUrl Provider::reviewUrlFor(const AddressParts& parts) const
{
    const QUrl url(filled(reviewUrl, parts), QUrl::StrictMode);
    const bool isSafe =
        url.isValid() && url.scheme() == u"https" && !url.host().isEmpty() && url.userInfo().isEmpty();
    return isSafe ? url : QUrl();
}

} // namespace tessera
