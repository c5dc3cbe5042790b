// Finds out what an issuer can do: OpenID Connect Discovery section 4, RFC 8414 section 3.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

/// Tries wellKnownUrls() in order; a 404 goes on to the next, anything else ends it. Errors as checkIssuer,
/// HttpClient::send, requireJsonObject, parseMetadata, and Malformed discovery.not_found (all were 404).
QCoro::Task<Result<AuthorizationServerMetadata>> discover(std::shared_ptr<HttpClient> http, QString issuer,
                                                          std::stop_token stop = {});

/// For a shared address: its document names `issuerTemplate`, with "{tenantid}" as it is or a tenant in its
/// place (Entra's common, organizations, and a tenant asked for by its domain); that is the issuer of what is
/// returned. The address asked is judged by the same rules. Errors as above.
QCoro::Task<Result<AuthorizationServerMetadata>> discoverShared(std::shared_ptr<HttpClient> http,
                                                                QString issuer, QString issuerTemplate,
                                                                std::stop_token stop = {});

} // namespace tessera
