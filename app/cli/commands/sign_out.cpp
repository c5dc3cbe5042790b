// tessera sign-out: revoke at the server, forget here.
#include "app/cli/commands/commands.h"

#include "ui/text/error_text.h"

namespace tessera::cli {
namespace {

void printPeople(const Terminal& terminal, const SignOutOutcome& outcome)
{
    terminal.print(QStringLiteral("Signed out. No token of this account is left on this computer."));
    if (outcome.revocationError)
        terminal.complain(
            terminal.paintError(Style::Warn,
                                QStringLiteral("The provider did not confirm that the grant ended. ")) +
            errorText(*outcome.revocationError).sentence());
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto account = co_await loadAccount(context);
    if (!account)
        co_return fail(context->terminal, account.error());
    const auto outcome =
        co_await context->manager().signOut(*account, context->isSet("keep-grant"), context->stop);
    if (!outcome)
        co_return fail(context->terminal, outcome.error());
    if (context->terminal.json()) {
        QJsonObject object{{QStringLiteral("account"), *account},
                           {QStringLiteral("revoked"), outcome->revoked}};
        if (outcome->revocationError)
            object.insert(QStringLiteral("revocation_error"), outcome->revocationError->code);
        context->terminal.printJson(object);
    } else {
        printPeople(context->terminal, *outcome);
    }
    co_return kDone;
}

} // namespace

Command signOutCommand()
{
    Command command;
    command.name = QStringLiteral("sign-out");
    command.usage = QStringLiteral("ACCOUNT [--keep-grant]");
    command.summary = QStringLiteral("Revokes the grant at the provider and forgets the account.");
    command.options = {
        {QStringLiteral("keep-grant"), QStringLiteral("Forget here only; the grant at the provider stays.")}};
    command.examples = {QStringLiteral("tessera sign-out work"),
                        QStringLiteral("tessera sign-out work --keep-grant")};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace tessera::cli
