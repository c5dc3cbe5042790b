// Finds out what an issuer can do: OpenID Connect Discovery section 4, RFC 8414 section 3.
#pragma once

#include "core/net/http_client.h"
#include "core/net/server_date.h"
#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

struct DiscoveryAnswer
{
    AuthorizationServerMetadata metadata;
    std::optional<ServerDate> serverDate; ///< of the answer the metadata came in
};

/// Tries wellKnownUrls() in order; a 404 goes on to the next, anything else ends it. Errors as checkIssuer,
/// HttpClient::send, requireJsonObject, parseMetadata; Offline net.captive_portal (a web page where another
/// computer was asked for its document, A088); Malformed discovery.not_found (all were 404).
/// `issuerTemplate`, for a server of tenants: the document may also name that as it is (Entra's common and
/// organizations: issuerIsShared is set) or with a tenant in place of "{tenantid}" (a tenant asked for by its
/// domain: that is the issuer of what is returned).
QCoro::Task<Result<DiscoveryAnswer>> discoverDated(std::shared_ptr<HttpClient> http, QString issuer,
                                                   std::stop_token stop = {}, QString issuerTemplate = {});

/// The same without the date.
QCoro::Task<Result<AuthorizationServerMetadata>> discover(std::shared_ptr<HttpClient> http, QString issuer,
                                                          std::stop_token stop = {});

} // namespace tessera
