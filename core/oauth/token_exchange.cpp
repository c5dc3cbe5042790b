#include "core/oauth/token_exchange.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/parameters.h"

namespace tessera {
namespace {

const QString kTypePrefix = QStringLiteral("urn:ietf:params:oauth:token-type:");
/// Section 2.2.1: the issued token is no access token.
constexpr QStringView kNotApplicable = u"N_A";

void addEach(FormFields& fields, QStringView name, const QStringList& values)
{
    for (const QString& value : values)
        fields += {name.toString(), value};
}

FormFields exchangeFields(const TokenExchangeRequest& request)
{
    FormFields fields{
        {param::kGrantType.toString(), QStringLiteral("urn:ietf:params:oauth:grant-type:token-exchange")},
        {param::kSubjectToken.toString(), request.subjectToken.revealString()},
        {param::kSubjectTokenType.toString(), request.subjectTokenType}};
    if (!request.actorToken.isEmpty()) {
        fields += {param::kActorToken.toString(), request.actorToken.revealString()};
        fields += {param::kActorTokenType.toString(), request.actorTokenType};
    }
    if (!request.requestedTokenType.isEmpty())
        fields += {param::kRequestedTokenType.toString(), request.requestedTokenType};
    addEach(fields, param::kResource, request.resource);
    addEach(fields, param::kAudience, request.audience);
    if (!request.scope.isEmpty())
        fields += {param::kScope.toString(), request.scope.join(u' ')};
    return fields;
}

Result<TokenExchangeResponse> readExchange(const HttpResponse& response, TimePoint now)
{
    auto tokens = parseTokenResponse(response, now, TokenType::Bearer, kNotApplicable);
    if (!tokens)
        return failure(tokens.error());
    const auto body = requireJsonObject(response, limits::kTokenReplyBytes);
    if (!body)
        return failure(body.error());
    const QString endpoint = loggableUrl(response.url);
    const auto type = requiredString(*body, param::kIssuedTokenType, u"token_exchange.issued_token_type");
    if (!type)
        return failure(ErrorKind::Malformed, type.error().code, type.error().detail, endpoint);
    if (type->size() > limits::kTokenTypeCharacters)
        return failure(ErrorKind::Malformed, u"token_exchange.issued_token_type", QStringLiteral("too long"),
                       endpoint);
    const QString tokenType = body->value(param::kTokenType).toString();
    return TokenExchangeResponse{*std::move(tokens), *type,
                                 tokenType.compare(kNotApplicable, Qt::CaseInsensitive) != 0};
}

} // namespace

QStringList tokenTypeNames()
{
    return {QStringLiteral("access_token"), QStringLiteral("refresh_token"), QStringLiteral("id_token"),
            QStringLiteral("saml1"),        QStringLiteral("saml2"),         QStringLiteral("jwt")};
}

std::optional<QString> tokenTypeIdentifier(const QString& nameOrUri)
{
    if (nameOrUri.contains(u':'))
        return nameOrUri;
    if (tokenTypeNames().contains(nameOrUri))
        return kTypePrefix + nameOrUri;
    return std::nullopt;
}

QCoro::Task<Result<TokenExchangeResponse>>
exchangeToken(std::shared_ptr<HttpClient> http, AuthorizationServerMetadata metadata,
              ClientRegistration registration, TokenExchangeRequest request,
              std::shared_ptr<const Clock> clock, std::stop_token stop)
{
    const auto complete =
        clientRequest(metadata.tokenEndpoint, metadata, registration, exchangeFields(request), clock->now());
    if (!complete)
        co_return failure(complete.error());
    const auto response = co_await http->send(*complete, stop);
    if (!response)
        co_return failure(response.error());
    co_return readExchange(*response, clock->now());
}

} // namespace tessera
