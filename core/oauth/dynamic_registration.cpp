#include "core/oauth/dynamic_registration.h"

#include "core/oauth/parameters.h"
#include "core/oauth/registration_response.h"
#include "core/oauth/token_response.h"
#include "core/oauth/wire_error.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera {
namespace {

SecretString bearer(const SecretString& token)
{
    return token.isEmpty() ? SecretString() : accessTokenHeader(TokenType::Bearer, token);
}

void insert(QJsonObject& object, QStringView name, const QString& value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

void insert(QJsonObject& object, QStringView name, const QStringList& values)
{
    if (!values.isEmpty())
        object.insert(name, QJsonArray::fromStringList(values));
}

QJsonObject toJson(const ClientMetadata& metadata)
{
    using namespace param;
    QJsonObject object;
    insert(object, kClientName, metadata.clientName);
    insert(object, kRedirectUris, metadata.redirectUris);
    insert(object, kPostLogoutRedirectUris, metadata.postLogoutRedirectUris);
    insert(object, kGrantTypes, metadata.grantTypes);
    insert(object, kResponseTypes, metadata.responseTypes);
    insert(object, kTokenEndpointAuthMethod, metadata.tokenEndpointAuthMethod);
    insert(object, kApplicationType, metadata.applicationType);
    insert(object, kAuthorizationSignedResponseAlg, metadata.authorizationSignedResponseAlg);
    insert(object, kScope, metadata.scope.join(u' '));
    return object;
}

HttpRequest jsonRequest(const QByteArray& method, const QUrl& url, const SecretString& token,
                        const QJsonObject& body = {})
{
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.authorization = bearer(token);
    request.maxBodyBytes = limits::kRegistrationReplyBytes;
    if (!body.isEmpty())
        request.json = SecretString(QJsonDocument(body).toJson(QJsonDocument::Compact));
    return request;
}

Result<void> requireManageable(const RegisteredClient& client)
{
    if (client.registrationAccessToken.isEmpty() || client.registrationClientUri.isEmpty())
        return failure(ErrorKind::Configuration, u"registration.not_manageable", {}, client.issuer);
    return {};
}

/// RFC 7592 section 2.2: with client_id and the secret as it is, without anything the server makes itself.
QJsonObject updateOf(const RegisteredClient& client, const ClientMetadata& asked)
{
    QJsonObject object = toJson(asked);
    insert(object, param::kClientId, client.clientId);
    insert(object, param::kClientSecret, client.clientSecret.revealString());
    return object;
}

QCoro::Task<Result<RegisteredClient>> ask(std::shared_ptr<HttpClient> http, HttpRequest request,
                                          RegistrationExpectations expected, std::stop_token stop)
{
    const auto response = co_await http->send(request, stop);
    if (!response)
        co_return failure(response.error());
    co_return parseRegistration(*response, expected);
}

} // namespace

QCoro::Task<Result<RegisteredClient>> registerClient(std::shared_ptr<HttpClient> http,
                                                     AuthorizationServerMetadata server, ClientMetadata asked,
                                                     SecretString initialAccessToken, std::stop_token stop)
{
    if (server.registrationEndpoint.isEmpty())
        co_return failure(ErrorKind::Configuration, u"registration.unsupported", {}, server.issuer);
    const HttpRequest request =
        jsonRequest("POST", server.registrationEndpoint, initialAccessToken, toJson(asked));
    RegistrationExpectations expected;
    expected.known.issuer = server.issuer;
    expected.asked = asked;
    expected.endpoint = server.registrationEndpoint;
    co_return co_await ask(http, request, expected, stop);
}

QCoro::Task<Result<RegisteredClient>> readRegistration(std::shared_ptr<HttpClient> http,
                                                       RegisteredClient client, std::stop_token stop)
{
    if (const auto manageable = requireManageable(client); !manageable)
        co_return failure(manageable.error());
    const HttpRequest request =
        jsonRequest("GET", client.registrationClientUri, client.registrationAccessToken);
    const RegistrationExpectations expected{client, client.metadata, client.registrationClientUri};
    co_return co_await ask(http, request, expected, stop);
}

QCoro::Task<Result<RegisteredClient>> updateRegistration(std::shared_ptr<HttpClient> http,
                                                         RegisteredClient client, ClientMetadata asked,
                                                         std::stop_token stop)
{
    if (const auto manageable = requireManageable(client); !manageable)
        co_return failure(manageable.error());
    const HttpRequest request = jsonRequest("PUT", client.registrationClientUri,
                                            client.registrationAccessToken, updateOf(client, asked));
    const RegistrationExpectations expected{client, asked, client.registrationClientUri};
    co_return co_await ask(http, request, expected, stop);
}

QCoro::Task<Result<void>> deleteRegistration(std::shared_ptr<HttpClient> http, RegisteredClient client,
                                             std::stop_token stop)
{
    if (const auto manageable = requireManageable(client); !manageable)
        co_return failure(manageable.error());
    const HttpRequest request =
        jsonRequest("DELETE", client.registrationClientUri, client.registrationAccessToken);
    const auto response = co_await http->send(request, stop);
    if (!response)
        co_return failure(response.error());
    if (response->status != 204 && response->status != 200)
        co_return failure(errorOf(*response));
    co_return Result<void>();
}

} // namespace tessera
