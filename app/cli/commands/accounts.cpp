// tessera accounts: who is signed in where.
#include "app/cli/commands/account_history.h"
#include "app/cli/commands/commands.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

Style styleFor(Phase phase)
{
    switch (phase) {
    case Phase::Active:
    case Phase::Renewing:
        return Style::Good;
    case Phase::SignInNeeded:
    case Phase::Misconfigured:
        return Style::Bad;
    case Phase::Offline:
    case Phase::KeychainLocked:
        return Style::Warn;
    case Phase::Loading:
        return Style::Plain;
    }
    Q_UNREACHABLE();
}

QString stateInWords(const Session& session)
{
    switch (session.phase) {
    case Phase::Loading:
    case Phase::Active:
    case Phase::Renewing:
        return QStringLiteral("signed in");
    case Phase::SignInNeeded:
        return QStringLiteral("sign-in needed");
    case Phase::Misconfigured:
        return QStringLiteral("refused (client settings)");
    case Phase::Offline:
        return QStringLiteral("offline");
    case Phase::KeychainLocked:
        return QStringLiteral("keychain locked");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Session& session)
{
    const Account& account = session.account;
    QJsonObject object{
        {QStringLiteral("id"), account.id},
        {QStringLiteral("label"), account.label},
        {QStringLiteral("issuer"), account.issuer},
        {QStringLiteral("subject"), account.subject},
        {QStringLiteral("name"), account.name},
        {QStringLiteral("email"), account.email},
        {QStringLiteral("email_verified"), account.emailVerified},
        {QStringLiteral("client_id"), account.clientId},
        {QStringLiteral("scope"), account.scopeGranted.join(QLatin1Char(' '))},
        {QStringLiteral("state"), phaseName(session.phase)},
        {QStringLiteral("development"), session.isDevelopment()},
    };
    if (session.problem)
        object.insert(QStringLiteral("problem"), session.problem->code);
    return object;
}

void printPeople(const Terminal& terminal, const QList<Session>& sessions)
{
    if (sessions.isEmpty()) {
        terminal.say(QStringLiteral("Nobody is signed in. Start with: tessera sign-in --help"));
        return;
    }
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("ACCOUNT")},
                                       {QStringLiteral("WHO")},
                                       {QStringLiteral("WHERE")},
                                       {QStringLiteral("STATE")}}};
    for (const Session& session : sessions) {
        const Account& account = session.account;
        const QString who = account.name.isEmpty() ? account.subject : account.name;
        const QString where =
            account.issuer + (session.isDevelopment() ? QStringLiteral(" (development)") : QString());
        rows.append({{account.label.isEmpty() ? account.id.left(8) : account.label, Style::Bold},
                     {account.email.isEmpty() ? who : QStringLiteral("%1 <%2>").arg(who, account.email)},
                     {where},
                     {stateInWords(session), styleFor(session.phase)}});
    }
    terminal.printTable(rows);
}

void printAsJson(const Terminal& terminal, const QList<Session>& sessions, bool why)
{
    QJsonArray accounts;
    for (const Session& session : sessions) {
        QJsonObject account = toJson(session);
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

QCoro::Task<int> run(ContextPtr context)
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
    if (context->terminal.json())
        printAsJson(context->terminal, sessions, why);
    else if (why && !sessions.isEmpty())
        printReasons(context->terminal, sessions, one);
    else
        printPeople(context->terminal, sessions);
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
    command.usage = QStringLiteral("[ACCOUNT] [--why]");
    command.summary = QStringLiteral("Lists the accounts and their state.");
    command.details =
        QStringLiteral("With --why it tells why an account was signed out: what the provider said and "
                       "when, and which of its rules fits the dates. With ACCOUNT also everything that "
                       "is remembered of it.");
    command.options = {{QStringLiteral("why"), QStringLiteral("Why was I signed out?")}};
    command.mostArguments = 1;
    command.examples = {QStringLiteral("tessera accounts --why work"), QStringLiteral("tessera accounts"),
                        QStringLiteral("tessera accounts --json | jq -r '.accounts[].email'")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
