// tessera refresh: renew now.
#include "app/cli/commands/commands.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    const auto tokens = co_await context->manager().renewNow(*account, context->stop);
    if (!tokens)
        co_return fail(context->terminal, tokens.error());

    const QString until =
        tokens->expiresAt ? toDateTime(*tokens->expiresAt).toString(Qt::ISODate) : QString();
    if (context->terminal.json())
        context->terminal.printJson({{QStringLiteral("account"), *account},
                                     {QStringLiteral("scope"), tokens->scopeGranted.join(QLatin1Char(' '))},
                                     {QStringLiteral("expires_at"), until}});
    else if (until.isEmpty())
        context->terminal.print(
            QStringLiteral("Renewed. The provider does not say how long the access token is good."));
    else
        context->terminal.print(QStringLiteral("Renewed. The access token is good until %1.").arg(until));
    co_return kDone;
}

} // namespace

Command refreshCommand()
{
    Command command;
    command.name = QStringLiteral("refresh");
    command.usage = QStringLiteral("ACCOUNT");
    command.summary = QStringLiteral("Renews the tokens of an account now.");
    command.examples = {QStringLiteral("tessera refresh work")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
