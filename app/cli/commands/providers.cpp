// tessera providers: the names `sign-in` knows.
#include "app/cli/commands/commands.h"

#include "core/providers/provider_catalogue.h"

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

void printPeople(const Terminal& terminal)
{
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("PROVIDER")},
                                       {QStringLiteral("NAME")},
                                       {QStringLiteral("ISSUER")},
                                       {QStringLiteral("NEEDS")}}};
    for (const Provider& provider : ProviderCatalogue::builtIn().providers())
        rows.append({{provider.id, Style::Bold},
                     {provider.name},
                     {provider.issuer.isEmpty() ? provider.issuerHint : provider.issuer,
                      provider.issuer.isEmpty() ? Style::Dim : Style::Plain},
                     {needs(provider)}});
    terminal.printTable(rows);
    if (!terminal.verbose()) {
        terminal.say(QStringLiteral("\nAny other OpenID provider: tessera sign-in --issuer URL --client-id "
                                    "ID. Notes on each: --verbose."));
        return;
    }
    for (const Provider& provider : ProviderCatalogue::builtIn().providers())
        for (const QString& note : notesOf(provider))
            terminal.print(QStringLiteral("\n%1  %2").arg(terminal.paint(Style::Bold, provider.name), note));
}

QCoro::Task<int> run(ContextPtr context)
{
    if (context->terminal.json()) {
        QJsonArray providers;
        for (const Provider& provider : ProviderCatalogue::builtIn().providers())
            providers.append(toJson(provider));
        context->terminal.printJson({{QStringLiteral("providers"), providers}});
    } else {
        printPeople(context->terminal);
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
