// The UserInfo endpoint, OIDC Core 5.3. Its answer counts only if its sub is the ID token's (5.3.2).
#pragma once

#include "core/net/http_client.h"

#include <QJsonObject>

namespace tessera {

/// `expectedSubject` empty: a plain OAuth server, nothing to match. Errors: Configuration
/// userinfo.unsupported (no endpoint) · Untrusted userinfo.sub_mismatch · Malformed userinfo.sub,
/// userinfo.signed (application/jwt is not asked for) · Denied invalid_token, insufficient_scope (from
/// WWW-Authenticate) or http.status · as HttpClient::send.
QCoro::Task<Result<QJsonObject>> fetchUserInfo(std::shared_ptr<HttpClient> http, QUrl endpoint,
                                               SecretString accessToken, QString expectedSubject,
                                               std::stop_token stop);

} // namespace tessera
