// What we are to one authorization server: client id, authentication, scope. From a provider row, an
// administrator's file, the command line or a person; RFC 7591 section 2 names the members.
#pragma once

#include "core/base/secret_string.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/server_traits.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace tessera {

enum class ClientAuthenticationMethod {
    None,
    ClientSecretBasic,
    ClientSecretPost,
    ClientSecretJwt,
    PrivateKeyJwt,
};

/// "none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"
QString clientAuthenticationMethodName(ClientAuthenticationMethod method);
std::optional<ClientAuthenticationMethod> clientAuthenticationMethodFromName(QStringView name);

/// Sender-constrained tokens, RFC 9449.
enum class DpopUse {
    Never,
    IfSupported, ///< where the metadata lists an algorithm of ours
    Required,    ///< no sign-in without
};

struct ClientRegistration
{
    QString provider; ///< id of the row in providers.json, or empty
    QString issuer;
    QString clientId;
    SecretString clientSecret; ///< empty: public client
    /// A private JWK as JSON text: signs client assertions, opens what is encrypted for us. Empty: none.
    SecretString clientKey;
    /// Unset: private_key_jwt with a key where the server takes it; none without a secret, else what the
    /// metadata lists first of basic, post, client_secret_jwt.
    std::optional<ClientAuthenticationMethod> authenticationMethod;
    QStringList scope{QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email"),
                      QStringLiteral("offline_access")};
    /// Set where the server knows one address only; else any free port of 127.0.0.1 and a path of our own.
    std::optional<QUrl> redirectUri;
    /// Unset: any asymmetric algorithm we know that the metadata lists (RS256 where it lists none).
    QString idTokenSignedResponseAlg;
    /// Set where the server publishes none, or not what it does: nothing is discovered then.
    std::optional<AuthorizationServerMetadata> metadata;
    ServerTraits traits;
    /// Set: the ID token comes encrypted with these for `clientKey` (or, with a symmetric one, for the
    /// secret).
    QString idTokenEncryptedResponseAlg;
    QString idTokenEncryptedResponseEnc;
    /// Set: the userinfo answer is a token.
    QString userinfoSignedResponseAlg;
    QString userinfoEncryptedResponseAlg;
    QString userinfoEncryptedResponseEnc;
    /// Set: the answer in the browser is asked for as a token signed with it (JARM section 3), and no other
    /// answer counts.
    QString authorizationSignedResponseAlg;
    /// Set: that token comes encrypted, too (signed with RS256 where the member above is empty).
    QString authorizationEncryptedResponseAlg;
    QString authorizationEncryptedResponseEnc;
    DpopUse dpop = DpopUse::Never;
    QStringList resources; ///< RFC 8707: what the access token is for; absolute URIs
};

} // namespace tessera
