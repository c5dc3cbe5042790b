#include "core/inspector/token_kind.h"

#include "core/inspector/claim_text.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

struct KindName
{
    TokenKind kind;
    QStringView name;
    QStringView words;
};

constexpr std::array kKinds{
    KindName{TokenKind::IdToken, u"id_token", u"ID token"},
    KindName{TokenKind::AccessToken, u"access_token", u"access token"},
    KindName{TokenKind::RefreshToken, u"refresh_token", u"refresh token"},
    KindName{TokenKind::LogoutToken, u"logout_token", u"logout token"},
    KindName{TokenKind::DpopProof, u"dpop_proof", u"DPoP proof"},
    KindName{TokenKind::ClientAssertion, u"client_assertion", u"client assertion"},
    KindName{TokenKind::UserInfo, u"userinfo", u"signed user information"},
    KindName{TokenKind::Introspection, u"introspection", u"answer of token introspection"},
    KindName{TokenKind::Session, u"session", u"session token"},
};

struct FamilyName
{
    IssuerFamily family;
    QStringView name;
};

constexpr std::array kFamilies{
    FamilyName{IssuerFamily::Google, u"google"},
    FamilyName{IssuerFamily::Entra, u"entra"},
    FamilyName{IssuerFamily::Auth0, u"auth0"},
    FamilyName{IssuerFamily::Keycloak, u"keycloak"},
    FamilyName{IssuerFamily::GitHubActions, u"github-actions"},
    FamilyName{IssuerFamily::GitLab, u"gitlab"},
    FamilyName{IssuerFamily::Kubernetes, u"kubernetes"},
};

struct TypedKind
{
    QStringView name;
    TokenKind kind;
};

// Header "typ", in small letters.
constexpr std::array kMediaTypes{
    TypedKind{u"at+jwt", TokenKind::AccessToken},                    // RFC 9068 2.1
    TypedKind{u"dpop+jwt", TokenKind::DpopProof},                    // RFC 9449 4.2
    TypedKind{u"logout+jwt", TokenKind::LogoutToken},                // OIDC Back-Channel Logout 2.4
    TypedKind{u"token-introspection+jwt", TokenKind::Introspection}, // RFC 9701 5
    TypedKind{u"client-authentication+jwt", TokenKind::ClientAssertion},
};

// Claim "typ" as Keycloak writes it, "token_use" as Cognito does.
constexpr std::array kClaimedTypes{
    TypedKind{u"Bearer", TokenKind::AccessToken},   TypedKind{u"DPoP", TokenKind::AccessToken},
    TypedKind{u"ID", TokenKind::IdToken},           TypedKind{u"Refresh", TokenKind::RefreshToken},
    TypedKind{u"Offline", TokenKind::RefreshToken}, TypedKind{u"Logout", TokenKind::LogoutToken},
    TypedKind{u"access", TokenKind::AccessToken},   TypedKind{u"id", TokenKind::IdToken},
};

template <class Rows>
std::optional<TokenKind> kindOf(const Rows& rows, QStringView name)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == name; });
    return name.isEmpty() || it == rows.end() ? std::nullopt : std::optional(it->kind);
}

template <class... Names>
bool hasAny(const QJsonObject& claims, Names... names)
{
    return (claims.contains(QLatin1String(names)) || ...);
}

std::optional<TokenKind> statedKind(const QJsonObject& header, const QJsonObject& claims)
{
    if (const auto kind = kindByHeader(header))
        return kind;
    for (const auto* name : {"typ", "token_use"}) {
        const QJsonValue stated = claims.value(QLatin1String(name));
        if (stated.isString())
            if (const auto kind = kindOf(kClaimedTypes, stated.toString()))
                return kind;
    }
    return std::nullopt;
}

bool looksLikeAccess(const QJsonObject& claims)
{
    return hasAny(claims, "scope", "scp", "permissions", "client_id", "appid", "appidacr", "azpacr", "gty",
                  "cid", "idtyp", "realm_access");
}

bool tellsOfAPerson(const QJsonObject& claims)
{
    return hasAny(claims, "nonce", "auth_time", "acr", "amr", "name", "email", "preferred_username",
                  "given_name", "email_verified", "azp");
}

TokenKind kindWithoutIssuer(const QJsonObject& claims)
{
    const bool timed = hasAny(claims, "exp", "iat");
    const bool somebody =
        hasAny(claims, "sub", "name", "email", "user", "username", "userId", "user_id", "uid", "id", "_id");
    return timed && somebody ? TokenKind::Session : TokenKind::Unknown;
}

} // namespace

QString tokenKindName(TokenKind kind)
{
    const auto it =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& row) { return row.kind == kind; });
    return it == kKinds.end() ? QString() : it->name.toString();
}

QString tokenKindInWords(TokenKind kind)
{
    const auto it =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& row) { return row.kind == kind; });
    return it == kKinds.end() ? QString() : it->words.toString();
}

std::optional<TokenKind> tokenKindOfName(QStringView name)
{
    return kindOf(kKinds, name);
}

QString issuerFamilyName(IssuerFamily family)
{
    const auto it = std::find_if(kFamilies.begin(), kFamilies.end(),
                                 [&](const FamilyName& row) { return row.family == family; });
    return it == kFamilies.end() ? QString() : it->name.toString();
}

std::optional<IssuerFamily> issuerFamilyOfName(QStringView name)
{
    const auto it = std::find_if(kFamilies.begin(), kFamilies.end(),
                                 [&](const FamilyName& row) { return row.name == name; });
    return it == kFamilies.end() ? std::nullopt : std::optional(it->family);
}

IssuerFamily guessIssuerFamily(const QJsonObject& claims)
{
    const QString iss = claims.value(u"iss").toString();
    const QStringView host = hostOf(iss);
    if (iss == u"accounts.google.com" || host == u"accounts.google.com" || host == u"securetoken.google.com")
        return IssuerFamily::Google;
    if (host == u"login.microsoftonline.com" || host == u"sts.windows.net" ||
        host.endsWith(u".ciamlogin.com") || host.endsWith(u".b2clogin.com"))
        return IssuerFamily::Entra;
    if (host.endsWith(u".auth0.com"))
        return IssuerFamily::Auth0;
    if (host == u"token.actions.githubusercontent.com")
        return IssuerFamily::GitHubActions;
    if (iss == u"kubernetes/serviceaccount" || claims.contains(u"kubernetes.io"))
        return IssuerFamily::Kubernetes;
    if (iss.contains(u"/realms/") || hasAny(claims, "realm_access", "resource_access", "session_state"))
        return IssuerFamily::Keycloak;
    if (claims.contains(u"project_path") && hasAny(claims, "pipeline_id", "namespace_path"))
        return IssuerFamily::GitLab;
    if (claims.contains(u"tid") && hasAny(claims, "oid", "uti"))
        return IssuerFamily::Entra;
    return claims.contains(u"gty") ? IssuerFamily::Auth0 : IssuerFamily::None;
}

std::optional<TokenKind> kindByHeader(const QJsonObject& header)
{
    return kindOf(kMediaTypes, mediaTypeOf(header));
}

std::optional<TokenKind> kindByMarks(const QJsonObject& claims)
{
    if (claims.value(u"events").toObject().contains(kLogoutEvent))
        return TokenKind::LogoutToken;
    if (claims.contains(u"htm") && claims.contains(u"htu"))
        return TokenKind::DpopProof;
    if (claims.value(u"token_introspection").isObject())
        return TokenKind::Introspection;
    if (hasAny(claims, "at_hash", "c_hash", "s_hash"))
        return TokenKind::IdToken;
    return std::nullopt;
}

TokenKind guessTokenKind(const QJsonObject& header, const QJsonObject& claims)
{
    if (const auto stated = statedKind(header, claims))
        return *stated;
    if (const auto marked = kindByMarks(claims))
        return *marked;
    const IssuerFamily family = guessIssuerFamily(claims);
    if (family == IssuerFamily::Kubernetes)
        return TokenKind::AccessToken;
    const bool issuer = claims.contains(u"iss");
    const bool audience = claims.contains(u"aud");
    if (issuer && isWorkloadIdentity(family))
        return TokenKind::IdToken;
    if (!issuer && !audience)
        return kindWithoutIssuer(claims);
    if (issuer && looksLikeAccess(claims))
        return TokenKind::AccessToken;
    const QString sub = claims.value(u"sub").toString();
    if (audience && !sub.isEmpty() && sub == claims.value(u"iss").toString())
        return TokenKind::ClientAssertion; // RFC 7523 3
    if (!issuer || !audience || !tellsOfAPerson(claims))
        return TokenKind::Unknown;
    return hasAny(claims, "exp", "nonce", "auth_time") ? TokenKind::IdToken : TokenKind::UserInfo;
}

bool isWorkloadIdentity(IssuerFamily family)
{
    return family == IssuerFamily::GitHubActions || family == IssuerFamily::GitLab ||
           family == IssuerFamily::Kubernetes;
}

QString mediaTypeOf(const QJsonObject& header)
{
    const QString typ = header.value(u"typ").toString().toLower();
    return typ.startsWith(u"application/") ? typ.sliced(12) : typ;
}

QString jwtTitle(TokenKind kind, bool isSigned)
{
    const QString what = isSigned ? QStringLiteral("Signed JSON Web Token")
                                  : QStringLiteral("JSON Web Token without a signature");
    const QString words = tokenKindInWords(kind);
    return words.isEmpty() ? what : what + QStringLiteral(" (") + words + u')';
}

} // namespace tessera
