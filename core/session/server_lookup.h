// What the server of a registration can do: from the provider row where that gives it, else by discovery,
// with what the discovery document leaves out filled in from the row.
#pragma once

#include "core/oidc/discovery.h"
#include "core/providers/loopback_rule.h"
#include "core/session/session_store.h"

namespace tessera {

/// Where nothing is discovered, the token endpoint is asked for nothing: any answer proves the way to it and
/// may have a date. Without it the browser would open and say that this site cannot be reached. Errors as
/// HttpClient::send, of the kinds Cancelled, Offline, Timeout and Untrusted (net.tls…).
QCoro::Task<Result<DiscoveryAnswer>>
askConfigured(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata, std::stop_token stop);

/// Whoever is about to ask an issuer asks this first (administrator_policy). Errors: administrator.issuer,
/// and Environment::configurationFault.
Result<void> mayAsk(const Environment& environment, const QString& issuer);

/// Asks, whatever is kept. Errors as mayAsk, DiscoveryCache::ask and askConfigured.
QCoro::Task<Result<DiscoveryAnswer>> lookUpServer(Environment environment, ClientRegistration registration,
                                                  std::stop_token stop);

/// What the issuer said a while ago, where that may be begun with; nothing of a server described by hand.
std::optional<KeptAnswer> keptServer(const Environment& environment, const ClientRegistration& registration);

/// The redirect addresses the provider row says the server takes; any without one.
LoopbackRule loopbackRuleOf(const Environment& environment, const ClientRegistration& registration);

/// A registration that was read from a grant, with what its provider row says of the server today; as it was
/// where there is no such row any more.
ClientRegistration knownRegistration(const Environment& environment, const ClientRegistration& registration);

/// A grant that was read from the keychain: with knownRegistration, and its named hosts held to where the
/// issuer stands.
StoredGrant knownGrant(const Environment& environment, StoredGrant grant);

/// As loadGrant, with knownGrant.
QCoro::Task<Result<StoredGrant>> loadKnownGrant(Environment environment, Account account,
                                                std::stop_token stop);

} // namespace tessera
