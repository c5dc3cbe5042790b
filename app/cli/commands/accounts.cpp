// tessera accounts: who is signed in where.
#include "app/cli/commands/commands.h"

#include "app/cli/token_source.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

Style styleFor(const QString& state)
{
    if (state == QLatin1String("active") || state == QLatin1String("renewing"))
        return Style::Good;
    if (state == QLatin1String("sign-in-needed") || state == QLatin1String("misconfigured"))
        return Style::Bad;
    if (state == QLatin1String("offline") || state == QLatin1String("keychain-locked"))
        return Style::Warn;
    return Style::Plain;
}

/// Of phaseName: the agent tells it by name.
QString stateInWords(const QString& state)
{
    if (state == QLatin1String("sign-in-needed"))
        return QStringLiteral("sign-in needed");
    if (state == QLatin1String("misconfigured"))
        return QStringLiteral("refused (client settings)");
    if (state == QLatin1String("offline"))
        return QStringLiteral("offline");
    if (state == QLatin1String("keychain-locked"))
        return QStringLiteral("keychain locked");
    return QStringLiteral("signed in");
}

void printPeople(const Terminal& terminal, const QList<AgentAccount>& accounts)
{
    if (accounts.isEmpty()) {
        terminal.say(QStringLiteral("Nobody is signed in. Start with: tessera sign-in --help"));
        return;
    }
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("ACCOUNT")},
                                       {QStringLiteral("WHO")},
                                       {QStringLiteral("WHERE")},
                                       {QStringLiteral("STATE")}}};
    for (const AgentAccount& account : accounts) {
        const QString who = account.name.isEmpty() ? account.subject : account.name;
        const QString where =
            account.issuer + (account.development ? QStringLiteral(" (development)") : QString());
        rows.append({{account.label.isEmpty() ? account.id.left(8) : account.label, Style::Bold},
                     {account.email.isEmpty() ? who : QStringLiteral("%1 <%2>").arg(who, account.email)},
                     {where},
                     {stateInWords(account.state), styleFor(account.state)}});
    }
    terminal.printTable(rows);
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto listed = co_await listAccounts(context);
    if (!listed)
        co_return fail(context->terminal, listed.error());
    if (context->terminal.json()) {
        QJsonArray accounts;
        for (const AgentAccount& account : *listed)
            accounts.append(toJson(account));
        context->terminal.printJson({{QStringLiteral("accounts"), accounts}});
    } else {
        printPeople(context->terminal, *listed);
    }
    co_return kDone;
}

} // namespace

QCoro::Task<Result<QString>> loadAccount(ContextPtr context)
{
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return failure(loaded.error());
    co_return context->manager().findAccount(context->arguments.value(0));
}

Command accountsCommand()
{
    Command command;
    command.name = QStringLiteral("accounts");
    command.summary = QStringLiteral("Lists the accounts and their state.");
    command.details = QStringLiteral("From the agent where one runs.");
    command.examples = {QStringLiteral("tessera accounts"),
                        QStringLiteral("tessera accounts --json | jq -r '.accounts[].email'")};
    command.options = {
        {QStringLiteral("no-agent"), QStringLiteral("Do not ask the agent, even if one runs.")}};
    command.run = run;
    return command;
}

} // namespace tessera::cli
