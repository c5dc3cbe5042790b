#include "core/oauth/revocation.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

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

} // namespace

QCoro::Task<Result<void>> revokeToken(Requester requester, AuthorizationServerMetadata metadata,
                                      ClientRegistration registration, SecretString token,
                                      QString tokenTypeHint, std::stop_token stop)
{
    auto request = revocationRequest(metadata, registration, token, tokenTypeHint, requester.clock->now());
    return sendRevocation(requester.http, std::move(request), std::move(stop));
}

} // namespace tessera
