#include "app/cli/commands/doctor_provider.h"

#include "core/session/preflight.h"
#include "ui/text/error_text.h"

namespace tessera::cli {
namespace {

Result<Provider> chosenProvider(const Context& context, const ProviderCatalogue& catalogue)
{
    const QString id = context.arguments.value(0);
    const Provider* known =
        id.isEmpty() ? catalogue.findByIssuer(context.value("issuer")) : catalogue.find(id);
    if (known)
        return *known;
    if (id.isEmpty())
        return Provider();
    return failure(ErrorKind::Configuration, u"usage.provider_unknown", id);
}

Result<void> addRedirectUri(const Context& context, ClientRegistration& registration)
{
    if (!context.isSet("redirect-uri"))
        return {};
    const QUrl url(context.value("redirect-uri"), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"http" || !isLoopbackHost(url))
        return failure(ErrorKind::Configuration, u"usage.redirect_uri", context.value("redirect-uri"));
    registration.redirectUri = url;
    return {};
}

HealthFinding toFinding(const PreflightCheck& check)
{
    const QString name = QString(check.id).replace(u'_', u' ');
    switch (check.outcome) {
    case PreflightOutcome::Passed:
        return {name, Health::Good, check.detail};
    case PreflightOutcome::NotChecked:
        return {name, Health::NotChecked, check.detail};
    case PreflightOutcome::Warned:
        return {name, Health::Remark, errorText(*check.error).sentence(), ErrorKind::Configuration,
                check.error->code};
    case PreflightOutcome::Failed:
        return {name, Health::Bad, errorText(*check.error).sentence(), check.error->kind, check.error->code};
    }
    Q_UNREACHABLE();
}

} // namespace

Result<std::optional<DoctorSubject>> doctorSubject(const Context& context,
                                                   const Administration& administration)
{
    if (context.arguments.isEmpty() && !context.isSet("issuer"))
        return std::optional<DoctorSubject>();
    const auto provider = chosenProvider(context, administration.catalogue);
    if (!provider)
        return failure(provider.error());
    ClientRegistration registration = provider->registration();
    if (context.isSet("issuer"))
        registration.issuer = context.value("issuer");
    if (registration.issuer.isEmpty())
        return failure(ErrorKind::Configuration, u"usage.issuer_missing", provider->issuerHint);
    if (const auto issuer = checkIssuer(registration.issuer); !issuer)
        return failure(issuer.error().kind, issuer.error().code, issuer.error().detail, registration.issuer);
    if (const auto allowed = administration.allows(registration.issuer); !allowed)
        return failure(allowed.error());
    if (const auto added = addRedirectUri(context, registration); !added)
        return failure(added.error());
    const auto complete = provider->withServer(registration);
    if (!complete)
        return failure(complete.error());
    return DoctorSubject{*complete, provider->loopbackRule};
}

QCoro::Task<QList<HealthFinding>> providerFindings(ContextPtr context, DoctorSubject subject)
{
    const QList<PreflightCheck> checks =
        co_await runPreflight(context->environment(), subject.registration, subject.rule, context->stop);
    QList<HealthFinding> findings;
    for (const PreflightCheck& check : checks)
        findings.append(toFinding(check));
    co_return findings;
}

} // namespace tessera::cli
