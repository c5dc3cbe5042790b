// tessera providers: the names `sign-in` knows.
#include "app/cli/commands/commands.h"

#include "app/common/administrator.h"
#include "ui/text/provider_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

QStringList notesOf(const Provider& provider)
{
    QStringList notes;
    for (const Quirk& quirk : provider.quirks)
        notes += quirk.text;
    return notes;
}

/// With the places a person fills in left as they are.
QString reviewAddress(const Provider& provider)
{
    const QString clientId = provider.clientId.isEmpty() ? QStringLiteral("CLIENT-ID") : provider.clientId;
    return provider.reviewUrlFor({provider.issuer, clientId}).toString(QUrl::FullyEncoded);
}

/// As the account's page shows them.
QStringList wordsOf(const Provider& provider)
{
    QStringList words = notesOf(provider);
    const QString renewal = renewalText(provider.refresh);
    if (!renewal.isEmpty())
        words += renewal;
    if (const QString review = reviewAddress(provider); !review.isEmpty())
        words += QStringLiteral("Access is reviewed and taken back at %1").arg(review);
    return words;
}

QJsonArray notesJson(const Provider& provider)
{
    return QJsonArray::fromStringList(notesOf(provider));
}

QJsonObject toJson(const Provider& provider)
{
    return {
        {QStringLiteral("id"), provider.id},
        {QStringLiteral("name"), provider.name},
        {QStringLiteral("issuer"), provider.issuer},
        {QStringLiteral("issuer_hint"), provider.issuerHint},
        {QStringLiteral("needs_client_id"), provider.clientId.isEmpty()},
        {QStringLiteral("needs_client_secret"), provider.needsClientSecret},
        {QStringLiteral("scope"), provider.scope.join(QLatin1Char(' '))},
        {QStringLiteral("register_url"), provider.registerUrl.toString()},
        {QStringLiteral("register_steps"), QJsonArray::fromStringList(provider.registerSteps)},
        {QStringLiteral("unavailable"), provider.unavailable},
        {QStringLiteral("notes"), notesJson(provider)},
        {QStringLiteral("refresh"), QJsonObject{{QStringLiteral("rotates"), provider.refresh.rotates},
                                                {QStringLiteral("text"), provider.refresh.text}}},
        {QStringLiteral("review_url"), reviewAddress(provider)},
    };
}

QString needs(const Provider& provider)
{
    if (!provider.unavailable.isEmpty())
        return QStringLiteral("not possible");
    QStringList needed;
    if (provider.issuer.isEmpty())
        needed.append(QStringLiteral("--issuer"));
    if (provider.clientId.isEmpty())
        needed.append(QStringLiteral("--client-id"));
    if (provider.needsClientSecret)
        needed.append(QStringLiteral("--client-secret-file"));
    return needed.isEmpty() ? QStringLiteral("nothing") : needed.join(QLatin1Char(' '));
}

void printPeople(const Terminal& terminal, const Administration& administration)
{
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("PROVIDER")},
                                       {QStringLiteral("NAME")},
                                       {QStringLiteral("ISSUER")},
                                       {QStringLiteral("NEEDS")}}};
    for (const Provider& provider : administration.catalogue.providers())
        rows.append({{provider.id, Style::Bold},
                     {provider.name},
                     {provider.issuer.isEmpty() ? provider.issuerHint : provider.issuer,
                      provider.issuer.isEmpty() ? Style::Dim : Style::Plain},
                     {needs(provider)}});
    terminal.printTable(rows);
    if (!administration.configuration.path.isEmpty())
        terminal.say(
            QStringLiteral("\nThe administrator %1.").arg(administratorText(administration.configuration)));
    if (!terminal.verbose()) {
        terminal.say(QStringLiteral("\nAny other OpenID provider: tessera sign-in --issuer URL --client-id "
                                    "ID. Notes on each: --verbose."));
        return;
    }
    for (const Provider& provider : administration.catalogue.providers())
        for (const QString& note : wordsOf(provider))
            terminal.print(QStringLiteral("\n%1  %2").arg(terminal.paint(Style::Bold, provider.name), note));
}

QCoro::Task<int> run(ContextPtr context)
{
    const auto read = readAdministration(context->administrator);
    if (!read)
        co_return fail(context->terminal, read.error());
    const Administration& administration = *read;
    if (context->terminal.json()) {
        QJsonArray providers;
        for (const Provider& provider : administration.catalogue.providers())
            providers.append(toJson(provider));
        context->terminal.printJson(
            {{QStringLiteral("providers"), providers},
             {QStringLiteral("administrator"), administratorText(administration.configuration)}});
    } else {
        printPeople(context->terminal, administration);
    }
    co_return kDone;
}

} // namespace

Command providersCommand()
{
    Command command;
    command.name = QStringLiteral("providers");
    command.summary = QStringLiteral("Lists the providers known by name.");
    command.examples = {QStringLiteral("tessera providers"), QStringLiteral("tessera providers --verbose")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
