// A server's metadata, a client and a request under way, as most tests of this room need them.
#pragma once

#include "core/oauth/authorization_request.h"
#include "core/oauth/authorization_response.h"
#include "core/oauth/requester.h"
#include "tests/support/manual_clock.h"

#include <variant>

namespace tessera::test {

inline AuthorizationServerMetadata
exampleMetadata(const QUrl& endpoint = QUrl(QStringLiteral("https://op.example/token")))
{
    AuthorizationServerMetadata metadata;
    metadata.issuer = QStringLiteral("https://op.example");
    metadata.authorizationEndpoint = QUrl(QStringLiteral("https://op.example/authorize"));
    metadata.tokenEndpoint = endpoint;
    metadata.revocationEndpoint = endpoint;
    return metadata;
}

inline ClientRegistration exampleClient(const QString& secret = {})
{
    ClientRegistration client;
    client.issuer = QStringLiteral("https://op.example");
    client.clientId = QStringLiteral("desktop");
    client.clientSecret = SecretString::fromString(secret);
    return client;
}

inline AuthorizationRequest exampleRequest(bool issRequired = false)
{
    auto metadata = exampleMetadata();
    metadata.authorizationResponseIssParameterSupported = issRequired;
    auto request = makeAuthorizationRequest(metadata, exampleClient(),
                                            QUrl(QStringLiteral("http://127.0.0.1:49731/callback/4f")),
                                            fromUnixSeconds(1767323045));
    request.state = "6f3a9d";
    return request;
}

inline Requester exampleRequester()
{
    return {std::make_shared<HttpClient>(), std::make_shared<ManualClock>()};
}

/// Codes can be made in no other way.
inline AuthorizationCode exampleCode(const AuthorizationRequest& request, const QString& code)
{
    const QByteArray query = "state=" + request.state + "&code=" + percentEncode(code);
    return std::get<AuthorizationCode>(validateAuthorizationResponse(query, request));
}

} // namespace tessera::test
