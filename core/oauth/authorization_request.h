// One authorization request, RFC 6749 section 4.1.1 with PKCE and OpenID Connect's parameters. Made fresh for
// each sign-in; its state, nonce and verifier are never used twice.
#pragma once

#include "core/base/clock.h"
#include "core/net/form_body.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"
#include "core/oauth/pkce.h"

namespace tessera {

struct AuthorizationRequest
{
    QString issuer;
    bool issRequired = false; ///< the metadata announces RFC 9207
    QString clientId;
    QUrl redirectUri;
    QStringList scope;
    QByteArray state;
    QByteArray nonce;
    Pkce pkce;
    std::optional<Seconds> maxAge;
    FormFields extra; ///< login_hint, prompt and what the provider row adds
    TimePoint startedAt;
};

/// Asks for prompt=consent when offline_access is in the scope (OIDC Core section 11, N101).
AuthorizationRequest makeAuthorizationRequest(const AuthorizationServerMetadata& metadata,
                                              const ClientRegistration& registration, const QUrl& redirectUri,
                                              TimePoint now, const FormFields& extra = {});

/// The parameters in the order they are sent; names are unique.
FormFields authorizationParameters(const AuthorizationRequest& request);

} // namespace tessera
