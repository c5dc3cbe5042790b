// tessera introspect: what the server says of an account's access token.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/claim_table.h"

namespace tessera::cli {
namespace {

void printPeople(const Terminal& terminal, const Introspection& introspection)
{
    if (!introspection.active) {
        terminal.print(
            terminal.paint(Style::Bad, QStringLiteral("Not active.")) +
            QStringLiteral(" The server does not accept this access token, or will not tell this client."));
        return;
    }
    printClaims(terminal, introspection.claims);
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    const auto introspection = co_await context->manager().introspect(*account, context->stop);
    if (!introspection)
        co_return fail(context->terminal, introspection.error());
    if (context->terminal.json())
        context->terminal.printJson(introspection->active ? introspection->claims
                                                          : QJsonObject{{QStringLiteral("active"), false}});
    else
        printPeople(context->terminal, *introspection);
    co_return introspection->active ? int(kDone) : int(kRefused);
}

} // namespace

Command introspectCommand()
{
    Command command;
    command.name = QStringLiteral("introspect");
    command.usage = QStringLiteral("ACCOUNT");
    command.summary = QStringLiteral("Asks the server what it knows of the account's access token.");
    command.details =
        QStringLiteral("Needs a server with an introspection endpoint (RFC 7662) that answers this "
                       "client.\nThe exit status is 1 for a token that is not active.");
    command.examples = {QStringLiteral("tessera introspect work"),
                        QStringLiteral("tessera introspect work --json | jq .exp")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
