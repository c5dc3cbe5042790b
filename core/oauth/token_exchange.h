// Token exchange, RFC 8693: one token for another, with less reach or for another service. For developers;
// nothing of it is stored.
#pragma once

#include "core/oauth/client_request.h"
#include "core/oauth/token_response.h"

namespace tessera {

/// "access_token" is urn:ietf:params:oauth:token-type:access_token (section 3); what has a colon in it is
/// taken as it is. Nothing for any other word.
std::optional<QString> tokenTypeIdentifier(const QString& nameOrUri);
/// The short names tokenTypeIdentifier knows.
QStringList tokenTypeNames();

struct TokenExchangeRequest // section 2.1
{
    SecretString subjectToken;
    QString subjectTokenType; ///< an identifier, as all types here
    SecretString actorToken;  ///< empty: nobody acts for somebody else
    QString actorTokenType;
    QString requestedTokenType; ///< empty: the server chooses
    QStringList resource;       ///< each sent as a parameter of its own, as audience
    QStringList audience;
    QStringList scope;
};

struct TokenExchangeResponse // section 2.2.1
{
    TokenResponse tokens; ///< accessToken is the issued token, whatever its type
    QString issuedTokenType;
    bool isBearer = true; ///< false: "N_A", not to be used as an access token
};

/// Errors: Malformed token_exchange.issued_token_type (missing, empty or too long) · as
/// chooseAuthenticationMethod, HttpClient::send and parseTokenResponse.
QCoro::Task<Result<TokenExchangeResponse>>
exchangeToken(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
              ClientRegistration registration, TokenExchangeRequest request,
              std::shared_ptr<const Clock> clock, std::stop_token stop);

} // namespace tessera
