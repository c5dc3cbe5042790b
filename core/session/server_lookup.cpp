#include "core/session/server_lookup.h"

namespace tessera {
namespace {

void fillIn(QUrl& endpoint, const QUrl& known)
{
    if (endpoint.isEmpty())
        endpoint = known;
}

const Provider* rowOf(const Environment& environment, const ClientRegistration& registration)
{
    const ProviderCatalogue& catalogue =
        environment.providers ? *environment.providers : ProviderCatalogue::builtIn();
    return catalogue.find(registration.provider);
}

} // namespace

QCoro::Task<Result<DiscoveryAnswer>> lookUpServer(Environment environment, ClientRegistration registration,
                                                  std::stop_token stop)
{
    if (registration.metadata)
        co_return DiscoveryAnswer{*registration.metadata, std::nullopt};
    const ServerTraits traits = registration.traits;
    auto answer = co_await discoverDated(environment.http, registration.issuer, stop, traits.issuerTemplate);
    if (!answer)
        co_return answer;
    fillIn(answer->metadata.deviceAuthorizationEndpoint, traits.deviceAuthorizationEndpoint);
    fillIn(answer->metadata.revocationEndpoint, traits.revocationEndpoint);
    co_return answer;
}

LoopbackRule loopbackRuleOf(const Environment& environment, const ClientRegistration& registration)
{
    const Provider* row = rowOf(environment, registration);
    return row ? row->loopbackRule : LoopbackRule();
}

ClientRegistration knownRegistration(const Environment& environment, const ClientRegistration& registration)
{
    const Provider* row = rowOf(environment, registration);
    return row ? row->withServer(registration).value_or(registration) : registration;
}

QCoro::Task<Result<StoredGrant>> loadKnownGrant(Environment environment, Account account,
                                                std::stop_token stop)
{
    auto grant = co_await loadGrant(environment.secrets, account, stop);
    if (grant)
        grant->registration = knownRegistration(environment, grant->registration);
    co_return grant;
}

} // namespace tessera
