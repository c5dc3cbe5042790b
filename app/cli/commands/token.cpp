// tessera token: a fresh access token for a script.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/printed_token.h"

namespace tessera::cli {
namespace {

constexpr int kLeastValidSeconds = 60; // a token handed out must live long enough to be used (A278)

QCoro::Task<int> run(ContextPtr context)
{
    const auto minValid = numberOption(*context, "min-valid", kLeastValidSeconds, 0, 86400);
    if (!minValid)
        co_return fail(context->terminal, minValid.error());
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    const auto tokens = co_await context->manager().freshTokens(*account, Seconds(*minValid), context->stop);
    if (!tokens)
        co_return fail(context->terminal, tokens.error());

    TokenResponse handedOut;
    handedOut.accessToken = tokens->accessToken;
    handedOut.tokenType = tokens->tokenType;
    handedOut.expiresAt = tokens->expiresAt;
    printToken(*context, handedOut, {{QStringLiteral("account"), *account}});
    co_return kDone;
}

} // namespace

Command tokenCommand()
{
    Command command;
    command.name = QStringLiteral("token");
    command.usage = QStringLiteral("ACCOUNT [--min-valid S] [--header]");
    command.summary = QStringLiteral("Prints a fresh access token, renewed first if it is about to end.");
    command.details =
        QStringLiteral("ACCOUNT is a label, an e-mail address, a name or the start of an account's id.");
    command.options = {
        {QStringLiteral("min-valid"), QStringLiteral("Renew if less than S seconds are left (60)."),
         QStringLiteral("S")},
        {QStringLiteral("header"), QStringLiteral("Print the whole Authorization header.")},
    };
    command.examples = {
        QStringLiteral("curl -H \"$(tessera token alice@example.com --header)\" https://api.example.com/me"),
        QStringLiteral("TOKEN=$(tessera token work --min-valid 600)")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
