// tessera doctor: looks at what a sign-in needs on this computer, and says what to do about what is missing.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/doctor_provider.h"
#include "app/common/diagnosis.h"
#include "ui/text/error_text.h"

#include <QJsonArray>

namespace tessera::cli {
namespace {

QJsonObject toJson(const HealthFinding& finding)
{
    QJsonObject json{{QStringLiteral("name"), finding.name},
                     {QStringLiteral("state"), healthName(finding.health)},
                     {QStringLiteral("detail"), finding.words}};
    if (!finding.code.isEmpty())
        json.insert(QStringLiteral("code"), finding.code);
    return json;
}

Style styleOf(Health health)
{
    switch (health) {
    case Health::Good:
        return Style::Good;
    case Health::Bad:
        return Style::Bad;
    case Health::Remark:
        return Style::Warn;
    case Health::NotChecked:
        break;
    }
    return Style::Dim;
}

void print(const Terminal& terminal, const QList<HealthFinding>& findings)
{
    if (terminal.json()) {
        QJsonArray array;
        for (const HealthFinding& finding : findings)
            array.append(toJson(finding));
        terminal.printJson({{QStringLiteral("checks"), array}});
        return;
    }
    qsizetype width = 8;
    for (const HealthFinding& finding : findings)
        width = std::max(width, finding.name.size());
    for (const HealthFinding& finding : findings)
        terminal.print(
            QStringLiteral("%1  %2  %3")
                .arg(terminal.paint(styleOf(finding.health), healthName(finding.health).leftJustified(11)),
                     terminal.paint(Style::Bold, finding.name.leftJustified(width)), finding.words));
}

int statusOf(const HealthFinding& finding)
{
    return exitStatusFor(Error{finding.kind, finding.code, {}, {}});
}

QCoro::Task<int> run(ContextPtr context)
{
    const Result<Administration> administration = readAdministration(context->administrator);
    const auto subject =
        doctorSubject(*context, administration.value_or(Administration{{}, ProviderCatalogue::builtIn()}));
    if (!subject)
        co_return fail(context->terminal, subject.error());
    const Environment environment = context->environment();
    QList<HealthFinding> findings =
        co_await programFindings(environment, administration, nullptr, context->stop);
    if (*subject)
        findings.append(co_await providerFindings(context, **subject));
    else
        findings.append(localNetworkFindings(*environment.clock));
    print(context->terminal, findings);
    if (context->stop.stop_requested())
        co_return kCancelled;
    for (const HealthFinding& finding : findings)
        if (finding.health == Health::Bad)
            co_return statusOf(finding);
    co_return kDone;
}

} // namespace

Command doctorCommand()
{
    Command command;
    command.name = QStringLiteral("doctor");
    command.usage = QStringLiteral("[PROVIDER] [--issuer URL] [--redirect-uri URI]");
    command.summary =
        QStringLiteral("Checks keychain, browser, ports, clock, proxy and TLS of this computer.");
    command.details = QStringLiteral(
        "With a provider or an issuer it also looks at everything that a sign-in there would meet:\n"
        "return address, proxy, name, certificate, clock, and what the issuer says of itself.");
    command.options = {
        {QStringLiteral("issuer"), QStringLiteral("Look at the way to this issuer."), QStringLiteral("URL")},
        {QStringLiteral("redirect-uri"), QStringLiteral("The return address that is registered there."),
         QStringLiteral("URI")},
    };
    command.mostArguments = 1;
    command.examples = {QStringLiteral("tessera doctor"), QStringLiteral("tessera doctor --json"),
                        QStringLiteral("tessera doctor github"),
                        QStringLiteral("tessera doctor --issuer https://id.example.com")};
    command.run = run;
    return command;
}

} // namespace tessera::cli
