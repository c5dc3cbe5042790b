// tessera accounts: who is signed in where.
#include "app/cli/commands/account_history.h"
#include "app/cli/commands/commands.h"
#include "app/cli/commands/left_over.h"

#include "app/cli/token_source.h"
#include "core/agent/session_token_source.h"

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

void printAsJson(const Terminal& terminal, const QList<Session>& sessions, bool why)
{
    QJsonArray accounts;
    for (const Session& session : sessions) {
        QJsonObject account = toJson(agentAccountOf(session));
        if (why) {
            const QJsonObject history = historyJson(session);
            for (auto it = history.begin(); it != history.end(); ++it)
                account.insert(it.key(), it.value());
        }
        accounts.append(account);
    }
    terminal.printJson({{QStringLiteral("accounts"), accounts}});
}

void printReasons(const Terminal& terminal, const QList<Session>& sessions, bool all)
{
    for (qsizetype i = 0; i < sessions.size(); ++i) {
        if (i > 0)
            terminal.print({});
        printHistory(terminal, sessions[i], all);
    }
}

/// What the journal remembers is read here; the agent tells only how things are.
QCoro::Task<int> tellMore(ContextPtr context)
{
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return fail(context->terminal, loaded.error());
    QList<Session> sessions = context->manager().sessions();
    const bool one = !context->arguments.isEmpty();
    if (one) {
        const auto account = context->manager().findAccount(context->arguments.constFirst());
        if (!account)
            co_return fail(context->terminal, account.error());
        sessions = {*context->manager().session(*account)};
    }
    const bool why = context->isSet("why");
    QList<AgentAccount> accounts;
    for (const Session& session : std::as_const(sessions))
        accounts.append(agentAccountOf(session));
    if (context->terminal.json())
        printAsJson(context->terminal, sessions, why);
    else if (why && !sessions.isEmpty())
        printReasons(context->terminal, sessions, one);
    else
        printPeople(context->terminal, accounts);
    co_return kDone;
}

QCoro::Task<int> run(ContextPtr context)
{
    if (context->isSet("left-over"))
        co_return co_await listLeftOvers(context);
    if (context->isSet("why") || !context->arguments.isEmpty())
        co_return co_await tellMore(context);
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
    command.usage = QStringLiteral("[ACCOUNT] [--why] | --left-over");
    command.summary = QStringLiteral("Lists the accounts and their state.");
    command.details = QStringLiteral(
        "From the agent where one runs. With --why it tells why an account was signed out: what the "
        "provider said and when, and which of its rules fits the dates. With ACCOUNT also "
        "everything that is remembered of it.");
    command.mostArguments = 1;
    command.examples = {QStringLiteral("tessera accounts --why work"), QStringLiteral("tessera accounts"),
                        QStringLiteral("tessera accounts --json | jq -r '.accounts[].email'"),
                        QStringLiteral("tessera accounts --left-over")};
    command.options = {
        {QStringLiteral("why"), QStringLiteral("Why was I signed out?")},
        {QStringLiteral("left-over"),
         QStringLiteral("Sign-ins in the keychain whose account is not in the list any more.")},
        {QStringLiteral("no-agent"), QStringLiteral("Do not ask the agent, even if one runs.")}};
    command.run = run;
    return command;
}

} // namespace tessera::cli
