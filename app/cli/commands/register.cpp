// tessera register: a client by asking for it (RFC 7591). Secrets go into a file, never to the terminal.
#include "app/cli/commands/commands.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/session/dynamic_client.h"

#include <QFile>
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
    };
    return texts.value(code, code);
}

ClientMetadata askedFor(const Context& context)
{
    ClientMetadata asked;
    asked.clientName = context.isSet("name") ? context.value("name") : QStringLiteral("Tessera");
    asked.redirectUris = context.isSet("redirect-uri")
                             ? context.values("redirect-uri")
                             : QStringList{QStringLiteral("http://127.0.0.1/callback")};
    asked.postLogoutRedirectUris = context.values("post-logout-redirect-uri");
    if (context.isSet("grant-type"))
        asked.grantTypes = context.values("grant-type");
    if (!asked.grantTypes.contains(QStringLiteral("authorization_code"))) { // nothing comes back by a browser
        asked.responseTypes.clear();
        asked.redirectUris = context.values("redirect-uri");
    }
    if (context.isSet("client-auth"))
        asked.tokenEndpointAuthMethod = context.value("client-auth");
    asked.authorizationSignedResponseAlg = context.value("jarm");
    asked.scope = context.value("scope").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return asked;
}

/// Everything that is wrong before anybody is asked: a client nobody can use is worse than none.
Result<void> checkOptions(const Context& context)
{
    if (!context.isSet("credentials-file"))
        return failure(ErrorKind::Configuration, u"usage.credentials_file",
                       QStringLiteral("--credentials-file says where secrets of the client go"));
    if (QFile::exists(context.value("credentials-file")))
        return failure(ErrorKind::Configuration, u"file.exists", context.value("credentials-file"));
    if (auto issuer = checkIssuer(context.value("issuer")); !issuer)
        return failure(issuer.error());
    return {};
}

SecretString credentials(const RegisteredClient& client)
{
    using namespace param;
    QJsonObject object{{QStringLiteral("issuer"), client.issuer}, {kClientId.toString(), client.clientId}};
    const auto insert = [&object](QStringView name, const QString& value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    insert(kClientSecret, client.clientSecret.revealString());
    if (client.secretExpiresAt)
        object.insert(kClientSecretExpiresAt, toUnixSeconds(*client.secretExpiresAt));
    insert(kRegistrationAccessToken, client.registrationAccessToken.revealString());
    insert(kRegistrationClientUri, client.registrationClientUri.toString(QUrl::FullyEncoded));
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void print(const Context& context, const RegisteredClient& client)
{
    const Terminal& terminal = context.terminal;
    for (const QString& remark : client.remarks)
        terminal.complain(terminal.paintError(Style::Warn, remarkText(remark)));
    if (!terminal.json()) {
        terminal.print(client.clientId);
        terminal.say(
            QStringLiteral("The client's credentials are in %1.").arg(context.value("credentials-file")));
        return;
    }
    QJsonObject object{
        {QStringLiteral("issuer"), client.issuer},
        {QStringLiteral("client_id"), client.clientId},
        {QStringLiteral("has_secret"), !client.clientSecret.isEmpty()},
        {QStringLiteral("credentials_file"), context.value("credentials-file")},
        {QStringLiteral("redirect_uris"), QJsonArray::fromStringList(client.metadata.redirectUris)},
        {QStringLiteral("remarks"), QJsonArray::fromStringList(client.remarks)}};
    if (context.isSet("jarm"))
        object.insert(param::kAuthorizationSignedResponseAlg, client.metadata.authorizationSignedResponseAlg);
    terminal.printJson(object);
}

QCoro::Task<int> run(ContextPtr context)
{
    if (const auto good = checkOptions(*context); !good)
        co_return fail(context->terminal, good.error());
    Result<SecretString> initialToken = SecretString();
    if (context->isSet("initial-access-token-file"))
        initialToken = readSecretFile(context->value("initial-access-token-file"));
    if (!initialToken)
        co_return fail(context->terminal, initialToken.error());

    const Environment environment = context->environment();
    const ClientMetadata asked = askedFor(*context);
    const auto client = co_await registerDynamicClient(environment, context->value("issuer"), asked,
                                                       *initialToken, context->stop);
    if (!client)
        co_return fail(context->terminal, client.error());
    const auto written = writePrivateFile(context->value("credentials-file"), credentials(*client).reveal());
    if (!written) {
        // Nobody could ever use it.
        co_await deleteRegistration(environment.http, *client, context->stop);
        co_return fail(context->terminal, written.error());
    }
    print(*context, *client);
    co_return kDone;
}

} // namespace

Command registerCommand()
{
    Command command;
    command.name = QStringLiteral("register");
    command.usage = QStringLiteral("--issuer URL --credentials-file F [OPTIONS]");
    command.summary = QStringLiteral("Registers a client at a server that lets programs do so.");
    command.details =
        QStringLiteral("Prints the client id. The secret, where there is one, and the registration "
                       "token are written to F, which only you can read.");
    command.options = {
        {QStringLiteral("issuer"), QStringLiteral("Issuer address of the server."), QStringLiteral("URL")},
        {QStringLiteral("credentials-file"),
         QStringLiteral("A new file F for the client's secret and registration token."), QStringLiteral("F")},
        {QStringLiteral("name"), QStringLiteral("What people will read (Tessera)."), QStringLiteral("NAME")},
        {QStringLiteral("redirect-uri"),
         QStringLiteral("Redirect address (http://127.0.0.1/callback); may be repeated."),
         QStringLiteral("URI")},
        {QStringLiteral("post-logout-redirect-uri"),
         QStringLiteral("Address for the way back from signing out; may be repeated."),
         QStringLiteral("URI")},
        {QStringLiteral("grant-type"),
         QStringLiteral("Grant type (authorization_code and refresh_token); may be repeated."),
         QStringLiteral("TYPE")},
        {QStringLiteral("client-auth"), QStringLiteral("How the client will prove itself (none)."),
         QStringLiteral("METHOD")},
        {QStringLiteral("jarm"),
         QStringLiteral(
             "The answer in the browser is to come as a token signed with ALG (JARM); sign in with "
             "the same option."),
         QStringLiteral("ALG")},
        {QStringLiteral("scope"), QStringLiteral("Scopes the client may ask for, separated by spaces."),
         QStringLiteral("\"…\"")},
        {QStringLiteral("initial-access-token-file"),
         QStringLiteral("The token that allows registering, in F, or on standard input for \"-\"."),
         QStringLiteral("F")},
    };
    command.examples = {
        QStringLiteral("tessera register --issuer https://id.example.com --credentials-file client.json"),
        QStringLiteral("tessera register --issuer https://id.example.com --credentials-file batch.json "
                       "--grant-type client_credentials --client-auth client_secret_basic")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
