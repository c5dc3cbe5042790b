#include "core/session/server_lookup.h"

#include "core/oidc/discovery.h"

namespace tessera {
namespace {

void fillIn(QUrl& endpoint, const QUrl& known)
{
    if (endpoint.isEmpty())
        endpoint = known;
}

} // namespace

QCoro::Task<Result<AuthorizationServerMetadata>> lookUpServer(Environment environment,
                                                              ClientRegistration registration,
                                                              std::stop_token stop)
{
    if (registration.metadata)
        co_return *registration.metadata;
    const ServerTraits traits = registration.traits;
    auto metadata = co_await discoverShared(environment.http, registration.issuer, traits.issuerTemplate, stop);
    if (!metadata)
        co_return metadata;
    fillIn(metadata->deviceAuthorizationEndpoint, traits.deviceAuthorizationEndpoint);
    fillIn(metadata->revocationEndpoint, traits.revocationEndpoint);
    co_return metadata;
}

ServerTraits traitsOf(const Environment& environment, const ClientRegistration& registration)
{
    const ProviderCatalogue& catalogue =
        environment.providers ? *environment.providers : ProviderCatalogue::builtIn();
    const Provider* row = catalogue.find(registration.provider);
    return row ? row->traitsFor({registration.issuer, registration.clientId}) : ServerTraits();
}

} // namespace tessera
