// The UserInfo endpoint, OIDC Core 5.3, with bearer and with bound tokens (RFC 9449 section 7). Its answer
// counts only if its sub is the ID token's (5.3.2).
#pragma once

#include "core/oauth/requester.h"
#include "core/oidc/user_info_jwt.h"

#include <QJsonObject>

namespace tessera {

struct UserInfoRequest
{
    QUrl endpoint;
    SecretString accessToken;
    QString expectedSubject = {}; ///< empty: a plain OAuth server, nothing to match
    /// Set: the answer must be such a token; JSON is refused (A193).
    std::optional<UserInfoJwt> jwt = std::nullopt;
    std::shared_ptr<RemoteJwkSets> keySets = nullptr; ///< with `jwt`
};

/// Errors: Configuration
/// userinfo.unsupported (no endpoint) · Untrusted userinfo.sub_mismatch · Malformed userinfo.sub,
/// userinfo.signed (application/jwt is not asked for) · Untrusted userinfo.not_signed (it is, and did not
/// come) · Denied invalid_token, insufficient_scope (from WWW-Authenticate) or http.status · as
/// HttpClient::send, readUserInfoJwt and learnDpopNonce.
QCoro::Task<Result<QJsonObject>> fetchUserInfo(Requester requester, UserInfoRequest request,
                                               std::stop_token stop);

} // namespace tessera
