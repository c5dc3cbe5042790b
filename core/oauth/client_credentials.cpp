#include "core/oauth/client_credentials.h"

#include "core/oauth/parameters.h"

namespace tessera {
namespace {

Result<HttpRequest> credentialsRequest(const AuthorizationServerMetadata& metadata,
                                       const ClientRegistration& registration, const QStringList& scope,
                                       const FormFields& extra, TimePoint now)
{
    const auto method = chooseAuthenticationMethod(registration, metadata);
    if (!method)
        return failure(method.error());
    if (*method == ClientAuthenticationMethod::None)
        return failure(ErrorKind::Configuration, u"client.secret_missing",
                       clientAuthenticationMethodName(*method), metadata.issuer);
    FormFields fields{{param::kGrantType.toString(), QStringLiteral("client_credentials")}};
    if (!scope.isEmpty())
        fields += {param::kScope.toString(), scope.join(u' ')};
    return clientRequest(metadata.tokenEndpoint, metadata, registration, withExtraFields(fields, extra), now);
}

} // namespace

QCoro::Task<Result<TokenResponse>>
requestClientCredentials(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
                         ClientRegistration registration, QStringList scope, FormFields extra,
                         std::shared_ptr<const Clock> clock, std::stop_token stop)
{
    const auto request = credentialsRequest(metadata, registration, scope, extra, clock->now());
    if (!request)
        co_return failure(request.error());
    const auto response = co_await http->send(*request, stop);
    if (!response)
        co_return failure(response.error());
    auto tokens = parseTokenResponse(*response, clock->now());
    if (tokens)
        tokens->refreshToken = {};
    co_return tokens;
}

} // namespace tessera
