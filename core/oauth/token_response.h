// Reads the answer of the token endpoint, strictly: RFC 6749 sections 5.1 and 5.2 (attack group G4).
#pragma once

#include "core/base/clock.h"
#include "core/base/secret_string.h"
#include "core/net/http_client.h"

#include <QStringList>

#include <optional>

namespace tessera {

/// How an access token is shown: RFC 6750, or RFC 9449 section 7.1 (with a proof beside it).
enum class TokenType { Bearer, Dpop };

struct TokenResponse
{
    SecretString accessToken;
    SecretString refreshToken;          ///< empty: none came
    SecretString idToken;               ///< empty: none came
    std::optional<TimePoint> expiresAt; ///< unset: the server did not say, or said nonsense
    std::optional<QStringList> scope;   ///< unset: as asked
    TokenType tokenType = TokenType::Bearer;
    QStringList remarks; ///< "token_response.expires_in_string"…
};

/// Errors: Denied with the wire's own code ("invalid_grant"; detail holds error_description, printable) also
/// for an error with status 200 (A096), oauth.error_code where that is no plain word · Denied http.status
/// (detail: status, Retry-After) · Malformed token_response.status (a 2xx other than 200),
/// token_response.token_type, token_response.access_token, token_response.member, http.content_type, json.* ·
/// Untrusted token_response.not_bound (DPoP was asked for and Bearer came, N048). No error text holds a
/// token. `otherTokenType` is accepted beside the expected one ("N_A" of RFC 8693).
Result<TokenResponse> parseTokenResponse(const HttpResponse& response, TimePoint now,
                                         TokenType expected = TokenType::Bearer,
                                         QStringView otherTokenType = {});

/// The whole Authorization header for a request with that access token.
SecretString accessTokenHeader(TokenType type, const SecretString& accessToken);

/// Some servers put commas where RFC 6749 section 3.3 has spaces (ServerTraits::scopeAnswerWithCommas).
TokenResponse withScopeSplitAtCommas(TokenResponse response);

/// What a failed renewal means for the account.
enum class RefreshFailure {
    SignInNeeded,  ///< isDeadGrant: the refresh token is dead (A221)
    Misconfigured, ///< invalid_client, unauthorized_client…: tokens kept, a person must look
    TryAgain,      ///< network, 5xx, 408, 429, HTML: tokens kept, back-off (A220, A222)
    Cancelled,
};
RefreshFailure classifyRefreshFailure(const Error& error);

} // namespace tessera
