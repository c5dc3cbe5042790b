// tessera register: a client by asking for it (RFC 7591). Secrets go into a file and into the keychain, never
// to the terminal.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/register_management.h"
#include "app/cli/commands/register_parts.h"
#include "core/session/dynamic_client.h"
#include "core/session/registration_store.h"

#include <QFile>

namespace tessera::cli {
namespace {

ClientMetadata usual()
{
    ClientMetadata metadata;
    metadata.clientName = QStringLiteral("Tessera");
    metadata.redirectUris = {QStringLiteral("http://127.0.0.1/callback")};
    return metadata;
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

QCoro::Task<int> run(ContextPtr context)
{
    if (isManagement(*context))
        co_return co_await manageRegistration(context);
    if (const auto good = checkOptions(*context); !good)
        co_return fail(context->terminal, good.error());
    Result<SecretString> initialToken = SecretString();
    if (context->isSet("initial-access-token-file"))
        initialToken = readSecretFile(context->value("initial-access-token-file"));
    if (!initialToken)
        co_return fail(context->terminal, initialToken.error());

    const Environment environment = context->environment();
    auto client = co_await registerDynamicClient(environment, context->value("issuer"),
                                                 askedFor(*context, usual()), *initialToken, context->stop);
    if (!client)
        co_return fail(context->terminal, client.error());
    const auto written = writePrivateFile(context->value("credentials-file"), credentials(*client).reveal());
    if (!written) {
        // Nobody could ever use it.
        co_await deleteRegistration(environment.http, *client, context->stop);
        co_return fail(context->terminal, written.error());
    }
    if (!client->registrationAccessToken.isEmpty()) {
        const auto kept = co_await saveRegistration(environment.secrets, *client, context->stop);
        if (!kept) {
            client->registrationAccessToken = {};
            client->remarks += QStringLiteral("registration.not_kept");
        }
    }
    printRegistered(*context, *client);
    co_return kDone;
}

} // namespace

Command registerCommand()
{
    Command command;
    command.name = QStringLiteral("register");
    command.usage =
        QStringLiteral("--issuer URL (--credentials-file F | --show ID | --update ID | --delete ID) "
                       "[OPTIONS]");
    command.summary = QStringLiteral("Registers a client at a server that lets programs do so.");
    command.details = QStringLiteral(
        "Prints the client id. The secret, where there is one, is written to F, which only "
        "you can read;\nwhat manages the client goes into the keychain, for --show, --update and "
        "--delete.");
    command.options = {
        {QStringLiteral("issuer"), QStringLiteral("Issuer address of the server."), QStringLiteral("URL")},
        {QStringLiteral("credentials-file"), QStringLiteral("A new file F for the client's secret."),
         QStringLiteral("F")},
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
        {QStringLiteral("show"), QStringLiteral("Shows the client ID as the server has it."),
         QStringLiteral("ID")},
        {QStringLiteral("update"), QStringLiteral("Changes of the client ID what the options say."),
         QStringLiteral("ID")},
        {QStringLiteral("delete"), QStringLiteral("Deletes the client ID at the server."),
         QStringLiteral("ID")},
        {QStringLiteral("initial-access-token-file"),
         QStringLiteral("The token that allows registering, in F, or on standard input for \"-\"."),
         QStringLiteral("F")},
    };
    command.examples = {
        QStringLiteral("tessera register --issuer https://id.example.com --credentials-file client.json"),
        QStringLiteral("tessera register --issuer https://id.example.com --credentials-file batch.json "
                       "--grant-type client_credentials --client-auth client_secret_basic"),
        QStringLiteral(
            "tessera register --issuer https://id.example.com --update s6BhdRkqt3 --name \"Night batch\"")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
