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

QCoro::Task<Result<AuthorizationServerMetadata>>
lookUpServer(Environment environment, ClientRegistration registration, std::stop_token stop)
{
    if (registration.metadata)
        co_return *registration.metadata;
    const ServerTraits traits = registration.traits;
    auto metadata =
        co_await discoverShared(environment.http, registration.issuer, traits.issuerTemplate, stop);
    if (!metadata)
        co_return metadata;
    fillIn(metadata->deviceAuthorizationEndpoint, traits.deviceAuthorizationEndpoint);
    fillIn(metadata->revocationEndpoint, traits.revocationEndpoint);
    co_return metadata;
}

ClientRegistration knownRegistration(const Environment& environment, const ClientRegistration& registration)
{
    const ProviderCatalogue& catalogue =
        environment.providers ? *environment.providers : ProviderCatalogue::builtIn();
    const Provider* row = catalogue.find(registration.provider);
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
