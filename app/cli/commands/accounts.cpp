// tessera accounts: who is signed in where.
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

QCoro::Task<int> run(ContextPtr context)
{
    const auto loaded = co_await context->manager().load(context->stop);
    if (!loaded)
        co_return fail(context->terminal, loaded.error());
    const QList<Session> sessions = context->manager().sessions();
    if (context->terminal.json()) {
        QJsonArray accounts;
        for (const Session& session : sessions)
            accounts.append(toJson(session));
        context->terminal.printJson({{QStringLiteral("accounts"), accounts}});
    } else {
        printPeople(context->terminal, sessions);
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
    command.examples = {QStringLiteral("tessera accounts"),
                        QStringLiteral("tessera accounts --json | jq -r '.accounts[].email'")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
