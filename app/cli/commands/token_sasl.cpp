#include "app/cli/commands/token_sasl.h"

#include "core/tools/sasl.h"

namespace tessera::cli {

QList<QCommandLineOption> saslOptions()
{
    return {
        {QStringLiteral("sasl"),
         QStringLiteral("Print it as a mail program sends it: xoauth2 or oauthbearer."),
         QStringLiteral("MECHANISM")},
        {QStringLiteral("user"), QStringLiteral("With --sasl: the mailbox."), QStringLiteral("USER")},
        {QStringLiteral("host"), QStringLiteral("With --sasl oauthbearer: the mail server."),
         QStringLiteral("HOST")},
        {QStringLiteral("port"), QStringLiteral("With --sasl oauthbearer: its port."),
         QStringLiteral("PORT")},
    };
}

int printSasl(const Context& context, const HandedToken& handed)
{
    constexpr int kMostPort = 65535;
    const auto port = numberOption(context, "port", 0, 1, kMostPort);
    if (!port)
        return fail(context.terminal, port.error());
    if (handed.tokenType != QLatin1String("Bearer"))
        return fail(context.terminal, Error{ErrorKind::Denied,
                                            QStringLiteral("tool.bound_token"),
                                            QStringLiteral("a mail server"),
                                            {}});
    const SaslRequest request{context.value("sasl"), context.value("user"), context.value("host"), *port};
    const auto response = saslResponse(request, handed.token);
    if (!response)
        return fail(context.terminal, response.error());
    if (context.terminal.json())
        context.terminal.printJson({{QStringLiteral("account"), handed.accountId},
                                    {QStringLiteral("mechanism"), request.mechanism.toUpper()},
                                    {QStringLiteral("initial_response"), response->revealString()}});
    else
        context.terminal.print(response->revealString());
    return kDone;
}

} // namespace tessera::cli
