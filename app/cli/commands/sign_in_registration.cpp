#include "app/cli/commands/sign_in_registration.h"

#include "app/cli/commands/sign_in_protocol.h"
#include "app/common/administrator.h"
#include "core/oauth/authorization_server_metadata.h"

#include <QJsonObject>

namespace tessera::cli {
namespace {

constexpr qint64 kMostSecretBytes = 4096;

Result<Provider> chosenProvider(const Context& context, const ProviderCatalogue& catalogue)
{
    const QString id = context.arguments.value(0);
    if (id.isEmpty()) {
        const Provider* known = catalogue.findByIssuer(context.value("issuer"));
        return known ? *known : Provider();
    }
    if (const Provider* provider = catalogue.find(id))
        return *provider;
    return failure(ErrorKind::Configuration, u"usage.provider_unknown", id);
}

Result<SecretString> secretFrom(const QString& path)
{
    const auto text = readInput(path, kMostSecretBytes);
    if (!text)
        return failure(text.error());
    SecretString secret(text->trimmed()); // an editor's last line break is not part of it
    if (secret.isEmpty())
        return failure(ErrorKind::Configuration, u"usage.secret_empty", path);
    return secret;
}

Result<QUrl> redirectFrom(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1String("http") || url.hasFragment() || url.hasQuery() ||
        !isLoopbackHost(url))
        return failure(ErrorKind::Configuration, u"usage.redirect_uri", text);
    return url;
}

/// A server described by hand, for those that publish nothing.
Result<std::optional<AuthorizationServerMetadata>> metadataByHand(const Context& context,
                                                                  const QString& issuer)
{
    QJsonObject document{{QStringLiteral("issuer"), issuer}};
    for (const char* name : {"authorization-endpoint", "token-endpoint", "userinfo-endpoint",
                             "revocation-endpoint", "device-authorization-endpoint"})
        if (context.isSet(name))
            document.insert(QString::fromLatin1(name).replace(QLatin1Char('-'), QLatin1Char('_')),
                            context.value(name));
    if (document.size() == 1)
        return std::optional<AuthorizationServerMetadata>();
    return parseMetadata(document, issuer).transform([](const AuthorizationServerMetadata& metadata) {
        return std::optional<AuthorizationServerMetadata>(metadata);
    });
}

Result<ClientRegistration> withServer(const Provider& provider, const Context& context,
                                      const ClientRegistration& registration)
{
    auto complete = provider.withServer(registration);
    if (!complete)
        return failure(complete.error());
    const auto byHand = metadataByHand(context, registration.issuer);
    if (!byHand)
        return failure(byHand.error());
    if (*byHand)
        complete->metadata = **byHand;
    if (context.isSet("tenant"))
        complete->traits.tenants = context.value("tenant").split(QLatin1Char(','), Qt::SkipEmptyParts);
    return complete;
}

} // namespace

Result<RequestedClient> registrationFromOptions(const Context& context)
{
    const auto administration = readAdministration(context.administrator);
    if (!administration)
        return failure(administration.error());
    const auto provider = chosenProvider(context, administration->catalogue);
    if (!provider)
        return failure(provider.error());
    RequestedClient client{provider->registration(), provider->extra};
    ClientRegistration& registration = client.registration;

    if (context.isSet("issuer"))
        registration.issuer = context.value("issuer");
    if (!provider->unavailable.isEmpty())
        return failure(ErrorKind::Configuration, u"providers.unavailable", provider->unavailable,
                       provider->issuer);
    if (registration.issuer.isEmpty())
        return failure(ErrorKind::Configuration, u"usage.issuer_missing", provider->issuerHint);
    if (const auto issuer = checkIssuer(registration.issuer); !issuer) {
        Error error = issuer.error();
        error.endpoint = registration.issuer;
        return failure(error);
    }
    if (const auto allowed = administration->allows(registration.issuer); !allowed)
        return failure(allowed.error());
    if (context.isSet("client-id"))
        registration.clientId = context.value("client-id");
    if (registration.clientId.isEmpty())
        return failure(ErrorKind::Configuration, u"usage.client_id_missing",
                       provider->registerUrl.toString());
    if (context.isSet("scope"))
        registration.scope = context.value("scope").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (context.isSet("client-secret-file")) {
        const auto secret = secretFrom(context.value("client-secret-file"));
        if (!secret)
            return failure(secret.error());
        registration.clientSecret = *secret;
    }
    if (context.isSet("client-auth")) {
        registration.authenticationMethod = clientAuthenticationMethodFromName(context.value("client-auth"));
        if (!registration.authenticationMethod)
            return failure(ErrorKind::Configuration, u"usage.client_auth", context.value("client-auth"));
    }
    const auto redirect = loopbackAddressOption(context, "redirect-uri");
    if (!redirect)
        return failure(redirect.error());
    if (*redirect)
        registration.redirectUri = **redirect;
    const auto complete = withServer(*provider, context, registration);
    if (!complete)
        return failure(complete.error());
    registration = *complete;
    if (const auto applied = applyProtocolOptions(context, registration); !applied)
        return failure(applied.error());
    return client;
}

Result<std::optional<QUrl>> loopbackAddressOption(const Context& context, const char* option)
{
    if (!context.isSet(option))
        return std::optional<QUrl>();
    return redirectFrom(context.value(option)).transform([](const QUrl& url) {
        return std::optional<QUrl>(url);
    });
}

} // namespace tessera::cli
