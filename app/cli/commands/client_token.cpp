// tessera client-token: an access token for a program that acts for itself (RFC 6749 section 4.4).
#include "app/cli/commands/commands.h"

#include "app/cli/commands/client_options.h"
#include "app/cli/commands/printed_token.h"
#include "core/oauth/client_credentials.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto server = co_await serverFromOptions(context);
    if (!server)
        co_return fail(context->terminal, server.error());
    // A provider's usual scopes are for people; here only what is asked for counts.
    const QStringList scope = context->isSet("scope") ? server->registration.scope : QStringList();
    const Environment environment = context->environment();
    const auto tokens =
        co_await requestClientCredentials(environment.http, server->metadata, server->registration, scope,
                                          targetFields(*context), environment.clock, context->stop);
    if (!tokens)
        co_return fail(context->terminal, tokens.error());
    printToken(*context, *tokens,
               {{QStringLiteral("issuer"), server->metadata.issuer},
                {QStringLiteral("client_id"), server->registration.clientId}});
    co_return kDone;
}

} // namespace

Command clientTokenCommand()
{
    Command command;
    command.name = QStringLiteral("client-token");
    command.usage = QStringLiteral("[PROVIDER] [--issuer URL] --client-id ID [OPTIONS]");
    command.summary = QStringLiteral("Prints an access token for the client itself (client credentials).");
    command.details = QStringLiteral("For services: no person signs in, and nothing is stored.");
    command.options = clientOptions() + targetOptions();
    command.options += {QStringLiteral("header"), QStringLiteral("Print the whole Authorization header.")};
    command.examples = {
        QStringLiteral("tessera client-token --issuer https://id.example.com --client-id batch "
                       "--client-secret-file secret.txt --scope reports"),
        QStringLiteral("curl -H \"$(tessera client-token --issuer https://id.example.com --client-id batch "
                       "--client-key-file key.pem --header)\" https://api.example.com/reports")};
    command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
