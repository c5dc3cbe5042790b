// tessera userinfo: what the provider says about the person.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/claim_table.h"

namespace tessera::cli {
namespace {

QCoro::Task<int> run(ContextPtr context)
{
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    const auto claims = co_await context->manager().userInfo(*account, context->stop);
    if (!claims)
        co_return fail(context->terminal, claims.error());
    if (context->terminal.json()) {
        context->terminal.printJson(*claims);
        co_return kDone;
    }
    printClaims(context->terminal, *claims);
    co_return kDone;
}

} // namespace

Command userinfoCommand()
{
    Command command;
    command.name = QStringLiteral("userinfo");
    command.usage = QStringLiteral("ACCOUNT");
    command.summary = QStringLiteral("Asks the provider who you are (UserInfo endpoint).");
    command.examples = {QStringLiteral("tessera userinfo work"),
                        QStringLiteral("tessera userinfo work --json | jq .email")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
