// How an authorization server departs from the specifications, as named capabilities: a row of
// resources/providers.json sets them, and the code asks what a server does, never whose it is. What is not
// set is as the RFC has it.
#pragma once

#include "core/base/clock.h"
#include "core/net/form_body.h"
#include "core/oauth/scope_aliases.h"

#include <QStringList>
#include <QUrl>

#include <optional>

namespace tessera {

/// Which members of the userinfo answer say who somebody is, where there is no ID token to say it.
struct UserInfoMapping
{
    QString subject = QStringLiteral("sub"); ///< a string, or a whole number ("id" of GitHub)
    QString name = QStringLiteral("name");
    QString username = QStringLiteral("preferred_username");
    QString email = QStringLiteral("email");
    /// Answers with a list of {email, primary, verified}; empty: the userinfo answer is all there is.
    QUrl emailsEndpoint;
};

enum class RevocationMethod {
    Rfc7009,
    /// DELETE with Basic client credentials and {"access_token": …} (GitHub).
    DeleteToken,
};

struct ServerTraits
{
    /// RFC 6749 separates scopes by spaces; some answer with commas. Asking is always with spaces.
    bool scopeAnswerWithCommas = false;
    /// Scopes that are answered by another name than they are asked for (Google: email, profile).
    ScopeAliases scopeAliases;
    /// The discovery document of a shared address names this issuer, in which "{tenantid}" stands for the
    /// ID token's tid (Entra's common and organizations).
    QString issuerTemplate;
    /// With issuerTemplate: only these tenants; empty: any.
    QStringList tenants;
    /// Added to a further authorization request when no refresh token came (Google: prompt=consent).
    FormFields whenRefreshTokenIsMissing;
    /// RFC 6749 section 6 knows no redirect_uri there; GitLab wants it.
    bool refreshSendsRedirectUri = false;
    /// A renewal ends the access token before it too: nobody may use the old one afterwards. Such a token is
    /// renewed as late as can be (RenewalPolicy::leadOfShared).
    bool refreshEndsAccessToken = false;
    /// Without a refresh token the access token has no end: it is the grant, and the keychain keeps it.
    bool accessTokenLasts = false;
    /// Errors of the token endpoint come with status 200 (GitHub), authorization_pending among them.
    bool errorsComeWithStatus200 = false;
    /// The device grant and its renewals go without the client secret.
    bool deviceGrantWithoutSecret = false;
    /// What the discovery document leaves out though it is there (GitLab's device endpoint).
    QUrl deviceAuthorizationEndpoint;
    QUrl revocationEndpoint;
    RevocationMethod revocation = RevocationMethod::Rfc7009;
    UserInfoMapping userInfo;
};

} // namespace tessera
