// Who signed in: from the ID token, or where there is none from what the userinfo endpoint says of the access
// token (GitHub's /user). The key is the subject, never a name or an address (checklist N099).
#pragma once

#include "core/oidc/id_token.h"
#include "core/session/environment.h"

#include <QJsonArray>

namespace tessera {

struct Identity
{
    QString subject; ///< empty: a plain OAuth server that tells nobody
    QString name;
    QString email;              ///< only one the server calls verified, where it says so
    bool emailVerified = false; ///< it said so, by a true that is a boolean (A194)
};

Identity identityOf(const IdToken& idToken);

/// The members that `mapping` names. A subject may be a whole number below 2^53. Errors (Malformed):
/// userinfo.sub (missing or no such thing).
Result<Identity> readIdentity(const QJsonObject& userInfo, const UserInfoMapping& mapping);

/// The primary address that is verified, from a list of {email, primary, verified}; empty: none is.
QString verifiedEmailIn(const QJsonArray& emails);

/// One userinfo request, as the registration has it: the answer signed or plain, the token bound or not
/// (`dpopKey` is empty for bearer tokens). Errors as fetchUserInfo, userInfoJwtOf, requesterOf.
QCoro::Task<Result<QJsonObject>> askUserInfo(Environment environment, AuthorizationServerMetadata metadata,
                                             ClientRegistration registration, SecretString dpopKey,
                                             SecretString accessToken, QString expectedSubject,
                                             std::stop_token stop);

/// Asks the userinfo endpoint and, where the mapping has one and the answer named no address, the list of
/// addresses; a list that cannot be read is no obstacle. No endpoint: nobody is known. Errors as
/// askUserInfo, readIdentity.
QCoro::Task<Result<Identity>> fetchIdentity(Environment environment, AuthorizationServerMetadata metadata,
                                            ClientRegistration registration, SecretString accessToken,
                                            SecretString dpopKey, std::stop_token stop);

} // namespace tessera
