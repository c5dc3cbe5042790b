#include "app/cli/commands/register_parts.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::cli {
namespace {

QString remarkText(const QString& code)
{
    static const QHash<QString, QString> texts{
        {QStringLiteral("registration.redirect_uris_changed"),
         QStringLiteral("The server registered other redirect addresses than were asked for.")},
        {QStringLiteral("registration.grant_types_wider"),
         QStringLiteral("The server allows more grant types than were asked for.")},
        {QStringLiteral("registration.auth_method_changed"),
         QStringLiteral("The server wants the client to prove itself otherwise than was asked for.")},
        {QStringLiteral("registration.unasked_secret"),
         QStringLiteral("The server gave a secret to a client that asked for none.")},
        {QStringLiteral("registration.scope_wider"),
         QStringLiteral("The server allows more scopes than were asked for.")},
        {QStringLiteral("registration.response_alg_changed"),
         QStringLiteral("The server will sign the answer in the browser otherwise than was asked for.")},
        {QStringLiteral("registration.not_kept"),
         QStringLiteral(
             "No keychain took the registration token: nobody can change or delete this client later.")},
    };
    return texts.value(code, code);
}

QString shown(const QStringList& values)
{
    return values.isEmpty() ? QStringLiteral("—") : values.join(QStringLiteral(", "));
}

QJsonObject toJson(const Context& context, const RegisteredClient& client)
{
    const ClientMetadata& metadata = client.metadata;
    QJsonObject object{{QStringLiteral("issuer"), client.issuer},
                       {QStringLiteral("client_id"), client.clientId},
                       {QStringLiteral("client_name"), metadata.clientName},
                       {QStringLiteral("has_secret"), !client.clientSecret.isEmpty()},
                       {QStringLiteral("manageable"), !client.registrationAccessToken.isEmpty()},
                       {QStringLiteral("redirect_uris"), QJsonArray::fromStringList(metadata.redirectUris)},
                       {QStringLiteral("grant_types"), QJsonArray::fromStringList(metadata.grantTypes)},
                       {QStringLiteral("token_endpoint_auth_method"), metadata.tokenEndpointAuthMethod},
                       {QStringLiteral("remarks"), QJsonArray::fromStringList(client.remarks)}};
    if (context.isSet("credentials-file"))
        object.insert(QStringLiteral("credentials_file"), context.value("credentials-file"));
    if (context.isSet("jarm"))
        object.insert(param::kAuthorizationSignedResponseAlg, metadata.authorizationSignedResponseAlg);
    return object;
}

void printPeople(const Context& context, const RegisteredClient& client)
{
    const ClientMetadata& metadata = client.metadata;
    const Terminal& terminal = context.terminal;
    terminal.print(printable(client.clientId));
    const QList<std::pair<QString, QString>> rows{
        {QStringLiteral("Name"), metadata.clientName},
        {QStringLiteral("Redirect addresses"), shown(metadata.redirectUris)},
        {QStringLiteral("Grant types"), shown(metadata.grantTypes)},
        {QStringLiteral("Proves itself by"), metadata.tokenEndpointAuthMethod}};
    for (const auto& [name, value] : rows)
        terminal.say(QStringLiteral("  %1: %2").arg(name, printable(value)));
    if (context.isSet("credentials-file"))
        terminal.say(
            QStringLiteral("The client's credentials are in %1.").arg(context.value("credentials-file")));
}

} // namespace

ClientMetadata askedFor(const Context& context, ClientMetadata metadata)
{
    if (context.isSet("name"))
        metadata.clientName = context.value("name");
    if (context.isSet("redirect-uri"))
        metadata.redirectUris = context.values("redirect-uri");
    if (context.isSet("post-logout-redirect-uri"))
        metadata.postLogoutRedirectUris = context.values("post-logout-redirect-uri");
    if (context.isSet("grant-type"))
        metadata.grantTypes = context.values("grant-type");
    if (!metadata.grantTypes.contains(
            QStringLiteral("authorization_code"))) { // nothing comes back by a browser
        metadata.responseTypes.clear();
        metadata.redirectUris = context.values("redirect-uri");
    }
    if (context.isSet("client-auth"))
        metadata.tokenEndpointAuthMethod = context.value("client-auth");
    if (context.isSet("jarm"))
        metadata.authorizationSignedResponseAlg = context.value("jarm");
    if (context.isSet("scope"))
        metadata.scope = context.value("scope").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return metadata;
}

SecretString credentials(const RegisteredClient& client)
{
    using namespace param;
    QJsonObject object{{QStringLiteral("issuer"), client.issuer}, {kClientId.toString(), client.clientId}};
    if (!client.clientSecret.isEmpty())
        object.insert(kClientSecret, client.clientSecret.revealString());
    if (client.secretExpiresAt)
        object.insert(kClientSecretExpiresAt, toUnixSeconds(*client.secretExpiresAt));
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void printRegistered(const Context& context, const RegisteredClient& client)
{
    const Terminal& terminal = context.terminal;
    for (const QString& remark : client.remarks)
        terminal.complain(terminal.paintError(Style::Warn, remarkText(remark)));
    if (terminal.json())
        terminal.printJson(toJson(context, client));
    else
        printPeople(context, client);
}

} // namespace tessera::cli
