// Finds out what an issuer can do: OpenID Connect Discovery section 4, RFC 8414 section 3.
#pragma once

#include "core/net/cache_lifetime.h"
#include "core/net/http_client.h"
#include "core/net/server_date.h"
#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

struct DiscoveryAnswer
{
    AuthorizationServerMetadata metadata;
    std::optional<ServerDate> serverDate; ///< of the answer the metadata came in
    CacheLifetime lifetime{};             ///< of that answer
    QJsonObject document{};               ///< what the metadata was read from
    /// Set: the issuer could not be asked just now, for this reason, and this is what it said before (A089).
    std::optional<Error> lastGoodBecause{};
};

/// What a document means that was asked for at `issuer`; `issuerTemplate` as below. Errors as parseMetadata.
Result<AuthorizationServerMetadata> judgeDocument(const QJsonObject& document, const QString& issuer,
                                                  const QString& issuerTemplate);

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
