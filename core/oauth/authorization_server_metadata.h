// What an authorization server says about itself: RFC 8414 section 2 and OpenID Connect Discovery section 3.
// Judged as a whole (attack group G3): a document with one dangerous endpoint is not used at all.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>
#include <QUrl>

namespace tessera {

struct AuthorizationServerMetadata
{
    QString issuer; ///< compared as a string, never normalised
    /// The document of a shared address named a pattern instead of an issuer: which tenant it is, the ID
    /// token says (ServerTraits::issuerTemplate).
    bool issuerIsShared = false;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    QUrl jwksUri;          ///< empty: a plain OAuth server
    QUrl userinfoEndpoint; ///< the rest may be empty too
    QUrl revocationEndpoint;
    QUrl introspectionEndpoint;
    QUrl endSessionEndpoint;
    QUrl registrationEndpoint;
    QUrl deviceAuthorizationEndpoint;        ///< RFC 8628 section 4
    QUrl pushedAuthorizationRequestEndpoint; ///< RFC 9126 section 5
    bool requirePushedAuthorizationRequests = false;
    QStringList scopesSupported;
    QStringList responseModesSupported;
    QStringList grantTypesSupported;
    QStringList codeChallengeMethodsSupported;
    QStringList tokenEndpointAuthMethodsSupported; ///< empty: client_secret_basic (RFC 8414 section 2)
    QStringList tokenEndpointAuthSigningAlgValuesSupported; ///< for client assertions
    QStringList idTokenSigningAlgValuesSupported;
    QStringList dpopSigningAlgValuesSupported;               ///< RFC 9449 section 5.1; empty: no DPoP
    QStringList authorizationSigningAlgValuesSupported;      ///< JARM section 4
    bool authorizationResponseIssParameterSupported = false; ///< RFC 9207 section 3
    /// Stable codes of what is odd but bearable: "metadata.no_s256", "metadata.foreign_host"…
    QStringList remarks;

    /// The address is on this computer: shown as "development" wherever it appears.
    bool isDevelopment() const;
};

/// Checks an issuer a person typed or a file named. https, or http on loopback; host; no query, fragment,
/// user information, backslash, control character (A068, A069, A075). The string is kept as it is. Errors
/// (Configuration): issuer.empty, issuer.syntax, issuer.scheme, issuer.insecure, issuer.query,
/// issuer.fragment, issuer.user_info, issuer.host.
Result<QString> checkIssuer(const QString& issuer);

/// Where to look, in order: OpenID Connect Discovery section 4.1 (appended), RFC 8414 section 3.1 (inserted),
/// for both well-known names. `issuer` has passed checkIssuer.
QList<QUrl> wellKnownUrls(const QString& issuer);

/// Errors: Untrusted metadata.issuer_mismatch, metadata.endpoint (dangerous scheme, http in an https issuer,
/// fragment, user information, loopback or private literal from a public issuer, our own parameters in its
/// query) · Malformed metadata.member (wrong type; detail names the member), metadata.missing (detail names
/// the member), json.* .
Result<AuthorizationServerMetadata> parseMetadata(const QJsonObject& document, const QString& expectedIssuer);

} // namespace tessera
