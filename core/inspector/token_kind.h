// Which kind of JWT it is, and which family of issuers made it, told by header and claims alone (RFC
// 8725 3.11, RFC 9068 2.1, RFC 9449 4.2, OIDC Back-Channel Logout 2.4). A guess for choosing words and
// findings; nothing is trusted because of it.
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tessera {

enum class TokenKind {
    Unknown,
    IdToken,
    AccessToken,
    RefreshToken,
    LogoutToken,
    DpopProof,
    ClientAssertion,
    UserInfo,
    Introspection,
    Session,
};

enum class IssuerFamily { None, Google, Entra, Auth0, Keycloak, GitHubActions, GitLab, Kubernetes };

/// "id_token", as in TokenReport::tokenKind; empty for Unknown.
QString tokenKindName(TokenKind kind);
/// "ID token"; empty for Unknown.
QString tokenKindInWords(TokenKind kind);
std::optional<TokenKind> tokenKindOfName(QStringView name);

/// "github-actions", as in resources/claims.json; empty for None.
QString issuerFamilyName(IssuerFamily family);
std::optional<IssuerFamily> issuerFamilyOfName(QStringView name);

/// By "iss" where it names a known host, else by the shape of the claims.
IssuerFamily guessIssuerFamily(const QJsonObject& claims);
/// "typ" first, then what only one kind carries, then what usually does.
TokenKind guessTokenKind(const QJsonObject& header, const QJsonObject& claims);

/// What "typ" of the header says; nullopt: no kind of its own ("JWT").
std::optional<TokenKind> kindByHeader(const QJsonObject& header);
/// What claims say that no other kind carries.
std::optional<TokenKind> kindByMarks(const QJsonObject& claims);

/// Tokens of machines that prove which job or pod runs: nobody signs in, so there is no nonce.
bool isWorkloadIdentity(IssuerFamily family);

/// "typ" of the header in small letters without "application/" (RFC 7515 4.1.9).
QString mediaTypeOf(const QJsonObject& header);

/// "Signed JSON Web Token (ID token)".
QString jwtTitle(TokenKind kind, bool isSigned);

} // namespace tessera
