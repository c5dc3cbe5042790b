#include "core/session/server_lookup.h"

#include "core/oauth/endpoint_pinning.h"
#include "core/providers/administrator_policy.h"

namespace tessera {
namespace {

void fillIn(QUrl& endpoint, const QUrl& known)
{
    if (endpoint.isEmpty())
        endpoint = known;
}

DiscoveryKey keyOf(const ClientRegistration& registration)
{
    return {registration.issuer, registration.traits.issuerTemplate};
}

/// With what the document leaves out and the row knows.
DiscoveryAnswer completed(DiscoveryAnswer answer, const ServerTraits& traits)
{
    fillIn(answer.metadata.deviceAuthorizationEndpoint, traits.deviceAuthorizationEndpoint);
    fillIn(answer.metadata.revocationEndpoint, traits.revocationEndpoint);
    return answer;
}

QCoro::Task<Result<DiscoveryAnswer>> askIssuer(Environment environment, DiscoveryKey key,
                                               std::stop_token stop)
{
    if (environment.discovery)
        return DiscoveryCache::ask(environment.discovery, std::move(key), std::move(stop));
    return discoverDated(environment.http, std::move(key.issuer), std::move(stop),
                         std::move(key.issuerTemplate));
}

/// Nobody was reached, or not safely. A page that is too long or leads elsewhere is an answer.
bool isInTheWay(const Error& error)
{
    return error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Offline ||
           error.kind == ErrorKind::Timeout ||
           (error.kind == ErrorKind::Untrusted && error.code != u"net.redirect");
}

const Provider* rowOf(const Environment& environment, const ClientRegistration& registration)
{
    return environment.catalogue().find(registration.provider);
}

} // namespace

Result<void> mayAsk(const Environment& environment, const QString& issuer)
{
    if (environment.configurationFault)
        return failure(*environment.configurationFault);
    return mayAskIssuer(environment.administrator, environment.catalogue(), issuer);
}

QCoro::Task<Result<DiscoveryAnswer>> askConfigured(std::shared_ptr<HttpClient> http,
                                                   AuthorizationServerMetadata metadata, std::stop_token stop)
{
    HttpRequest request;
    request.url = metadata.tokenEndpoint;
    const Result<HttpResponse> response = co_await http->send(request, stop);
    if (response)
        co_return DiscoveryAnswer{metadata, serverDateOf(*response)};
    if (isInTheWay(response.error()))
        co_return failure(response.error());
    co_return DiscoveryAnswer{metadata, std::nullopt};
}

QCoro::Task<Result<DiscoveryAnswer>> lookUpServer(Environment environment, ClientRegistration registration,
                                                  std::stop_token stop)
{
    if (const auto may = mayAsk(environment, registration.issuer); !may)
        co_return failure(may.error());
    if (registration.metadata) {
        Result<DiscoveryAnswer> configured =
            co_await askConfigured(environment.http, *registration.metadata, stop);
        co_return configured;
    }
    const auto answer = co_await askIssuer(environment, keyOf(registration), stop);
    if (!answer)
        co_return failure(answer.error());
    co_return completed(*answer, registration.traits);
}

std::optional<KeptAnswer> keptServer(const Environment& environment, const ClientRegistration& registration)
{
    if (!environment.discovery || registration.metadata || !mayAsk(environment, registration.issuer))
        return std::nullopt;
    auto kept = environment.discovery->fresh(keyOf(registration));
    if (!kept)
        return std::nullopt;
    kept->answer = completed(kept->answer, registration.traits);
    if (environment.http)
        holdToIssuer(*environment.http, kept->answer.metadata);
    return kept;
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

StoredGrant knownGrant(const Environment& environment, StoredGrant grant)
{
    if (environment.http)
        holdToIssuer(*environment.http, grant.metadata);
    grant.registration = knownRegistration(environment, grant.registration);
    return grant;
}

QCoro::Task<Result<StoredGrant>> loadKnownGrant(Environment environment, Account account,
                                                std::stop_token stop)
{
    auto grant = co_await loadGrant(environment.secrets, account, stop);
    if (grant)
        grant = knownGrant(environment, *grant);
    co_return grant;
}

} // namespace tessera
