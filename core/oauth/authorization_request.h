// One authorization request, RFC 6749 section 4.1.1 with PKCE and OpenID Connect's parameters. Made fresh for
// each sign-in; its state, nonce and verifier are never used twice.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/form_body.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"
#include "core/oauth/pkce.h"
#include "core/oauth/signed_response.h"

#include <QJsonObject>

namespace tessera {

/// What a program may ask for beside the scope, OpenID Connect Core sections 3.1.2.1 and 5.5.
struct RequestOptions
{
    QString loginHint;
    QStringList prompt; ///< "login", "consent", "select_account"; or "none" alone
    std::optional<Seconds> maxAge;
    QStringList acrValues; ///< wished for; what must be is said in `claims`
    QJsonObject claims;
};

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
    QStringList essentialAcr; ///< asked for as essential: one of them must come (N092)
    QStringList resources;    ///< RFC 8707
    QString dpopJkt;          ///< RFC 9449 section 10: the code is bound to this key too
    QString requestUri;       ///< RFC 9126: what was pushed goes by this name, and nothing else is sent
    /// JARM: the answer must come as such a token, and its response_mode is sent. Unset: it comes plain.
    std::optional<SignedResponseExpectations> signedResponse;
    FormFields extra; ///< login_hint, prompt and what the provider row adds
    TimePoint startedAt;
};

/// RFC 8707 section 2: an absolute URI without fragment. Error (Configuration): client.resource.
Result<void> checkResource(const QString& resource);

/// The values of "acr" that `claims` asks for as essential in the ID token (OIDC Core section 5.5.1.1).
QStringList essentialAcrIn(const QJsonObject& claims);

/// Asks for prompt=consent when offline_access is in the scope (OIDC Core section 11, N101). What `options`
/// says goes before the same parameter in `extra`.
AuthorizationRequest makeAuthorizationRequest(const AuthorizationServerMetadata& metadata,
                                              const ClientRegistration& registration, const QUrl& redirectUri,
                                              TimePoint now, const FormFields& extra = {},
                                              const RequestOptions& options = {});

/// The parameters in the order they are sent; names are unique, but for resource.
FormFields authorizationParameters(const AuthorizationRequest& request);

} // namespace tessera
