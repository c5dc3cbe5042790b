#include "core/oauth/revocation.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

#include <QJsonDocument>

namespace tessera {
namespace {

Result<HttpRequest> revocationRequest(const AuthorizationServerMetadata& metadata,
                                      const ClientRegistration& registration, const SecretString& token,
                                      const QString& tokenTypeHint, TimePoint now)
{
    if (metadata.revocationEndpoint.isEmpty())
        return failure(ErrorKind::Configuration, u"revocation.unsupported", {}, metadata.issuer);
    const auto client = authenticateClient(registration, metadata, now);
    if (!client)
        return failure(client.error());

    HttpRequest request;
    request.method = "POST";
    request.url = metadata.revocationEndpoint;
    request.authorization = client->authorization;
    request.form += {param::kToken.toString(), token.revealString()};
    if (!tokenTypeHint.isEmpty())
        request.form += {param::kTokenTypeHint.toString(), tokenTypeHint};
    request.form += client->fields;
    return request;
}

QCoro::Task<Result<void>> sendRevocation(std::shared_ptr<HttpClient> http, Result<HttpRequest> request,
                                         std::stop_token stop)
{
    if (!request)
        co_return failure(request.error());
    const Result<HttpResponse> response = co_await http->send(*request, stop);
    if (!response)
        co_return failure(response.error());
    if (response->status != 200)
        co_return failure(errorOf(*response));
    co_return Result<void>();
}

Result<HttpRequest> deletion(const AuthorizationServerMetadata& metadata,
                             const ClientRegistration& registration, const SecretString& accessToken,
                             TimePoint now)
{
    if (metadata.revocationEndpoint.isEmpty())
        return failure(ErrorKind::Configuration, u"revocation.unsupported", {}, metadata.issuer);
    if (registration.clientSecret.isEmpty())
        return failure(ErrorKind::Configuration, u"client.secret_missing",
                       QStringLiteral("to revoke a grant"), metadata.issuer);
    const auto client =
        authenticateClient(registration, ClientAuthenticationMethod::ClientSecretBasic, metadata, now);
    if (!client)
        return failure(client.error());
    HttpRequest request;
    request.method = "DELETE";
    request.url = metadata.revocationEndpoint;
    request.authorization = client->authorization;
    const QJsonObject body{{param::kAccessToken.toString(), accessToken.revealString()}};
    request.json = SecretString(QJsonDocument(body).toJson(QJsonDocument::Compact));
    return request;
}

QCoro::Task<Result<void>> sendDeletion(std::shared_ptr<HttpClient> http, Result<HttpRequest> request,
                                       std::stop_token stop)
{
    if (!request)
        co_return failure(request.error());
    const Result<HttpResponse> response = co_await http->send(*request, stop);
    if (!response)
        co_return failure(response.error());
    if (response->status != 204 && response->status != 404)
        co_return failure(errorOf(*response));
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<void>> deleteToken(Requester requester, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString accessToken,
                                      std::stop_token stop)
{
    auto request = deletion(metadata, registration, accessToken, requester.clock->now());
    return sendDeletion(requester.http, std::move(request), std::move(stop));
}

QCoro::Task<Result<void>> revokeToken(Requester requester, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString token,
                                      QString tokenTypeHint, std::stop_token stop)
{
    auto request = revocationRequest(metadata, registration, token, tokenTypeHint, requester.clock->now());
    return sendRevocation(requester.http, std::move(request), std::move(stop));
}

} // namespace tessera
