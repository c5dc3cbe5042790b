#include "core/oauth/introspection.h"

#include "core/base/logging.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

namespace tessera {
namespace {

Result<HttpRequest> introspectionRequest(const AuthorizationServerMetadata& metadata,
                                         const ClientRegistration& registration, const SecretString& token,
                                         const QString& tokenTypeHint, TimePoint now)
{
    if (metadata.introspectionEndpoint.isEmpty())
        return failure(ErrorKind::Configuration, u"introspection.unsupported", {}, metadata.issuer);
    FormFields fields{{param::kToken.toString(), token.revealString()}};
    if (!tokenTypeHint.isEmpty())
        fields += {param::kTokenTypeHint.toString(), tokenTypeHint};
    return clientRequest(metadata.introspectionEndpoint, metadata, registration, fields, now);
}

Result<Introspection> readIntrospection(const HttpResponse& response)
{
    if (response.status != 200)
        return failure(errorOf(response));
    const auto body = requireJsonObject(response, limits::kTokenReplyBytes);
    if (!body)
        return failure(body.error());
    const QString endpoint = loggableUrl(response.url);
    const QJsonValue active = body->value(param::kActive);
    if (active.isUndefined())
        if (auto error = wireErrorIn(*body, endpoint))
            return failure(*std::move(error));
    if (!active.isBool())
        return failure(ErrorKind::Malformed, u"introspection.active",
                       QStringLiteral("active must be true or false"), endpoint);
    return Introspection{active.toBool(), active.toBool() ? *body : QJsonObject()};
}

} // namespace

QCoro::Task<Result<Introspection>> introspectToken(Requester requester, AuthorizationServerMetadata metadata,
                                                   ClientRegistration registration, SecretString token,
                                                   QString tokenTypeHint, std::stop_token stop)
{
    const auto request =
        introspectionRequest(metadata, registration, token, tokenTypeHint, requester.clock->now());
    if (!request)
        co_return failure(request.error());
    const auto response = co_await requester.http->send(*request, stop);
    if (!response)
        co_return failure(response.error());
    co_return readIntrospection(*response);
}

} // namespace tessera
