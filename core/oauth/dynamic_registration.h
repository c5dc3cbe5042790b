// Dynamic client registration, RFC 7591, and its management, RFC 7592: a client made by asking for it. What
// comes back is compared with what was asked for (A094).
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_string.h"
#include "core/net/http_client.h"
#include "core/oauth/authorization_server_metadata.h"

#include <optional>

namespace tessera {

/// What a client is to be, RFC 7591 section 2, and application_type of OpenID Connect Registration section 2.
struct ClientMetadata
{
    QString clientName;
    QStringList redirectUris;
    QStringList postLogoutRedirectUris;
    QStringList grantTypes{QStringLiteral("authorization_code"), QStringLiteral("refresh_token")};
    QStringList responseTypes{QStringLiteral("code")};
    QString tokenEndpointAuthMethod = QStringLiteral("none");
    QString applicationType = QStringLiteral("native");
    /// JARM section 3. In an answer it is no promise to be used: servers name their default there.
    QString authorizationSignedResponseAlg;
    QStringList scope; ///< empty: the server's own
    friend bool operator==(const ClientMetadata&, const ClientMetadata&) = default;
};

struct RegisteredClient
{
    QString issuer;
    QString clientId;
    SecretString clientSecret;                ///< empty: a public client
    std::optional<TimePoint> secretExpiresAt; ///< unset: never
    /// Both or neither: with them the registration can be read, changed and deleted (RFC 7592 section 3).
    SecretString registrationAccessToken;
    QUrl registrationClientUri;
    ClientMetadata metadata; ///< as the server has it; what it did not say, as asked
    /// registration.redirect_uris_changed, registration.grant_types_wider, registration.auth_method_changed,
    /// registration.unasked_secret, registration.scope_wider, registration.response_alg_changed
    QStringList remarks;
};

/// `initialAccessToken` empty: none is sent (RFC 7591 section 3). Errors: Configuration
/// registration.unsupported (no endpoint) · Malformed registration.member · Untrusted registration.client_uri
/// (on another host, A094) · Denied with the wire's own code or http.status · as requireJsonObject and
/// HttpClient::send.
QCoro::Task<Result<RegisteredClient>> registerClient(std::shared_ptr<HttpClient> http,
                                                     AuthorizationServerMetadata server, ClientMetadata asked,
                                                     SecretString initialAccessToken, std::stop_token stop);

/// RFC 7592 section 2.1. The registration token and its address may be new in the answer; where they are not
/// there, the known ones stay. Errors as registerClient, and: Configuration registration.not_manageable (no
/// token, no address) · Untrusted registration.client_id (about another client).
QCoro::Task<Result<RegisteredClient>> readRegistration(std::shared_ptr<HttpClient> http,
                                                       RegisteredClient client, std::stop_token stop);

/// RFC 7592 section 2.2: `asked` replaces all that is registered. Errors as readRegistration.
QCoro::Task<Result<RegisteredClient>> updateRegistration(std::shared_ptr<HttpClient> http,
                                                         RegisteredClient client, ClientMetadata asked,
                                                         std::stop_token stop);

/// RFC 7592 section 2.3. Errors as readRegistration.
QCoro::Task<Result<void>> deleteRegistration(std::shared_ptr<HttpClient> http, RegisteredClient client,
                                             std::stop_token stop);

} // namespace tessera
