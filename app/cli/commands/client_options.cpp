#include "app/cli/commands/client_options.h"

#include "app/cli/commands/sign_in_protocol.h"
#include "app/cli/commands/sign_in_registration.h"
#include "core/oauth/parameters.h"
#include "core/session/server_lookup.h"

namespace tessera::cli {

QList<QCommandLineOption> clientOptions()
{
    return QList<QCommandLineOption>{
               {QStringLiteral("issuer"), QStringLiteral("Issuer address of the server."),
                QStringLiteral("URL")},
               {QStringLiteral("client-id"), QStringLiteral("Your client id at the server."),
                QStringLiteral("ID")},
               {QStringLiteral("client-secret-file"),
                QStringLiteral("Read the client secret from F, or from standard input for \"-\"."),
                QStringLiteral("F")},
               {QStringLiteral("client-auth"),
                QStringLiteral("How the client proves itself, if the server wants it otherwise."),
                QStringLiteral("METHOD")},
               {QStringLiteral("token-endpoint"),
                QStringLiteral("The token endpoint, of a server that publishes nothing about itself."),
                QStringLiteral("URL")},
               {QStringLiteral("authorization-endpoint"),
                QStringLiteral("Its authorization endpoint, likewise."), QStringLiteral("URL")},
           } +
           protocolOptions();
}

QList<QCommandLineOption> targetOptions()
{
    return {
        {QStringLiteral("scope"), QStringLiteral("Scopes to ask for, separated by spaces."),
         QStringLiteral("\"…\"")},
        {QStringLiteral("audience"), QStringLiteral("Whom the token is for, by name; may be repeated."),
         QStringLiteral("NAME")},
        {QStringLiteral("resource"), QStringLiteral("Whom the token is for, by address; may be repeated."),
         QStringLiteral("URI")},
    };
}

FormFields targetFields(const Context& context)
{
    FormFields fields;
    for (const QString& resource : context.values("resource"))
        fields += {param::kResource.toString(), resource};
    for (const QString& audience : context.values("audience"))
        fields += {param::kAudience.toString(), audience};
    return fields;
}

QCoro::Task<Result<AccountServer>> serverFromOptions(ContextPtr context)
{
    const auto client = registrationFromOptions(*context);
    if (!client)
        co_return failure(client.error());
    const auto answer = co_await lookUpServer(context->environment(), client->registration, context->stop);
    if (!answer)
        co_return failure(answer.error());
    co_return AccountServer{answer->metadata, client->registration};
}

} // namespace tessera::cli
