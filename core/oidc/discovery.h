// Finds out what an issuer can do: OpenID Connect Discovery section 4, RFC 8414 section 3.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

/// Tries wellKnownUrls() in order; a 404 goes on to the next, anything else ends it. Errors as checkIssuer,
/// HttpClient::send, requireJsonObject, parseMetadata, and Malformed discovery.not_found (all were 404).
QCoro::Task<Result<AuthorizationServerMetadata>> discover(std::shared_ptr<HttpClient> http, QString issuer,
                                                          std::stop_token stop = {});

/// For a server of tenants, whose document may also name `issuerTemplate` (Entra's common and organizations:
/// issuerIsShared is set) or that with a tenant in place of "{tenantid}" (a tenant asked for by its domain:
/// that is the issuer of what is returned). `issuerTemplate` empty: as discover(). Errors as above.
QCoro::Task<Result<AuthorizationServerMetadata>> discoverShared(std::shared_ptr<HttpClient> http,
                                                                QString issuer, QString issuerTemplate,
                                                                std::stop_token stop = {});

} // namespace tessera
