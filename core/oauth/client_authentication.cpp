#include "core/oauth/client_authentication.h"

#include "core/base/logging.h"
#include "core/oauth/client_assertion.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera {
namespace {

using Method = ClientAuthenticationMethod;

constexpr QStringView kJwtBearer = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

bool isAssertion(Method method)
{
    return method == Method::ClientSecretJwt || method == Method::PrivateKeyJwt;
}

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
/// only where nothing of the list can do without a signature.
bool serverTakes(Method method, const QList<Method>& shared)
{
    if (method != Method::None)
        return shared.contains(method);
    return std::any_of(shared.begin(), shared.end(), [](Method listed) { return !isAssertion(listed); });
}

/// Whoever gave us a key to sign with means it (RFC 9700 section 2.5: asymmetric is preferred).
bool prefersKey(const ClientRegistration& registration, const QList<Method>& shared)
{
    if (registration.clientKey.isEmpty())
        return false;
    const auto key = clientKeyOf(registration);
    const bool opensOnly = key && key->use() == u"enc";
    return !opensOnly && (shared.contains(Method::PrivateKeyJwt) || registration.clientSecret.isEmpty());
}

Method preferred(const ClientRegistration& registration, const QList<Method>& shared)
{
    if (registration.authenticationMethod)
        return *registration.authenticationMethod;
    if (prefersKey(registration, shared))
        return Method::PrivateKeyJwt;
    if (registration.clientSecret.isEmpty())
        return Method::None;
    for (const Method method : shared)
        if (method != Method::None && method != Method::PrivateKeyJwt)
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

/// What the method needs is there, and fits.
Result<void> checkCredentials(const ClientRegistration& registration, Method method,
                              const AuthorizationServerMetadata& metadata)
{
    const bool needsSecret = method != Method::None && method != Method::PrivateKeyJwt;
    if (needsSecret && registration.clientSecret.isEmpty())
        return failure(ErrorKind::Configuration, u"client.secret_missing",
                       clientAuthenticationMethodName(method), metadata.issuer);
    if (!isAssertion(method))
        return {};
    return clientAssertionAlgorithm(registration, method, metadata).map([](const QString&) {});
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
    if (const auto checked = checkCredentials(registration, method, metadata); !checked)
        return failure(checked.error());
    return method;
}

Result<ClientAuthentication> authenticateClient(const ClientRegistration& registration,
                                                ClientAuthenticationMethod method,
                                                const AuthorizationServerMetadata& metadata, TimePoint now)
{
    ClientAuthentication client;
    if (method == Method::ClientSecretBasic) {
        client.authorization = basicCredentials(registration);
        return client;
    }
    client.fields += {param::kClientId.toString(), registration.clientId};
    if (method == Method::ClientSecretPost)
        client.fields += {param::kClientSecret.toString(), registration.clientSecret.revealString()};
    if (!isAssertion(method))
        return client;
    const auto assertion = makeClientAssertion(registration, method, metadata, now);
    if (!assertion)
        return failure(assertion.error());
    client.fields += {param::kClientAssertionType.toString(), kJwtBearer.toString()};
    client.fields += {param::kClientAssertion.toString(), assertion->revealString()};
    return client;
}

Result<ClientAuthentication> authenticateClient(const ClientRegistration& registration,
                                                const AuthorizationServerMetadata& metadata, TimePoint now)
{
    const auto method = chooseAuthenticationMethod(registration, metadata);
    if (!method)
        return failure(method.error());
    return authenticateClient(registration, *method, metadata, now);
}

} // namespace tessera
