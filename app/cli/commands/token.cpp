// tessera token: a fresh access token for a script.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/printed_token.h"
#include "app/cli/commands/token_sasl.h"
#include "app/cli/token_source.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto wish = wishFromOptions(*context, WishKind::Access);
    if (!wish)
        co_return fail(context->terminal, wish.error());
    const auto handed = co_await handToken(context, *wish);
    if (!handed)
        co_return fail(context->terminal, handed.error());
    if (context->isSet("sasl"))
        co_return printSasl(*context, *handed);

    TokenResponse handedOut;
    handedOut.accessToken = handed->token;
    handedOut.tokenType = handed->tokenType == u"DPoP" ? TokenType::Dpop : TokenType::Bearer;
    handedOut.expiresAt = handed->expiresAt;
    printToken(*context, handedOut, {{QStringLiteral("account"), handed->accountId}});
    co_return kDone;
}

} // namespace

Command tokenCommand()
{
    Command command;
    command.name = QStringLiteral("token");
    command.usage = QStringLiteral("ACCOUNT [--min-valid S] [--header | --sasl MECHANISM] [OPTIONS]");
    command.summary = QStringLiteral("Prints a fresh access token, renewed first if it is about to end.");
    command.details =
        QStringLiteral("ACCOUNT is a label, an e-mail address, a name or the start of an account's id.\n"
                       "Where an agent runs the token comes from it, and it may ask you first.");
    command.options = wishOptions() + saslOptions();
    command.options += {QStringLiteral("header"), QStringLiteral("Print the whole Authorization header.")};
    command.examples = {
        QStringLiteral("curl -H \"$(tessera token alice@example.com --header)\" https://api.example.com/me"),
        QStringLiteral("TOKEN=$(tessera token work --min-valid 600)"),
        QStringLiteral("tessera token mail --sasl xoauth2 --user alice@example.com")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
