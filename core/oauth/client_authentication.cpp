#include "core/oauth/client_authentication.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"

namespace tessera {
namespace {

using Method = ClientAuthenticationMethod;

/// Empty: the server does not say.
QList<Method> methodsWeShare(const AuthorizationServerMetadata& metadata)
{
    QList<Method> methods;
    for (const QString& name : metadata.tokenEndpointAuthMethodsSupported)
        if (const auto method = clientAuthenticationMethodFromName(name))
            methods += *method;
    return methods;
}

/// A public client is taken by servers that list only the secret methods (GitLab does), so "none" is refused
/// only where nothing of the list is ours.
bool serverTakes(Method method, const QList<Method>& shared)
{
    return method == Method::None ? !shared.isEmpty() : shared.contains(method);
}

Method preferred(const ClientRegistration& registration, const QList<Method>& shared)
{
    if (registration.authenticationMethod)
        return *registration.authenticationMethod;
    if (registration.clientSecret.isEmpty())
        return Method::None;
    for (const Method method : shared)
        if (method != Method::None)
            return method;
    return Method::ClientSecretBasic; // RFC 8414 section 2, where nothing is listed
}

SecretString basicCredentials(const ClientRegistration& registration)
{
    QByteArray pair =
        percentEncode(registration.clientId) + ':' + percentEncode(registration.clientSecret.revealString());
    QByteArray value = "Basic " + pair.toBase64();
    wipe(pair);
    return SecretString(std::move(value));
}

} // namespace

Result<ClientAuthenticationMethod> chooseAuthenticationMethod(const ClientRegistration& registration,
                                                              const AuthorizationServerMetadata& metadata)
{
    const QList<Method> shared = methodsWeShare(metadata);
    const Method method = preferred(registration, shared);
    if (!metadata.tokenEndpointAuthMethodsSupported.isEmpty() && !serverTakes(method, shared))
        return failure(
            ErrorKind::Configuration, u"client.method_unsupported",
            QStringLiteral("the server wants %1")
                .arg(printable(metadata.tokenEndpointAuthMethodsSupported.join(QStringLiteral(", ")))),
            metadata.issuer);
    if (method != Method::None && registration.clientSecret.isEmpty())
        return failure(ErrorKind::Configuration, u"client.secret_missing",
                       clientAuthenticationMethodName(method), metadata.issuer);
    return method;
}

ClientAuthentication authenticateClient(const ClientRegistration& registration,
                                        ClientAuthenticationMethod method)
{
    ClientAuthentication client;
    if (method == Method::ClientSecretBasic) {
        client.authorization = basicCredentials(registration);
        return client;
    }
    client.fields += {param::kClientId.toString(), registration.clientId};
    if (method == Method::ClientSecretPost)
        client.fields += {param::kClientSecret.toString(), registration.clientSecret.revealString()};
    return client;
}

} // namespace tessera
