#include "core/oauth/pushed_authorization.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/client_authentication.h"
#include "core/oauth/endpoint_rules.h"
#include "core/oauth/parameters.h"
#include "core/oauth/wire_error.h"

#include <algorithm>
#include <cmath>

namespace tessera {
namespace {

/// RFC 9126 section 2.1: request_uri itself is never among them, and no name is there twice.
FormFields pushedFields(const AuthorizationRequest& request, const ClientAuthentication& client)
{
    AuthorizationRequest unpushed = request;
    unpushed.requestUri.clear();
    FormFields fields = authorizationParameters(unpushed);
    for (const FormField& field : client.fields)
        if (field.name != param::kClientId)
            fields += field;
    return fields;
}

Result<HttpRequest> pushRequest(const Requester& requester, const AuthorizationServerMetadata& metadata,
                                const ClientRegistration& registration, const AuthorizationRequest& asked)
{
    const TimePoint now = requester.clock->now();
    const auto client = authenticateClient(registration, metadata, now);
    if (!client)
        return failure(client.error());
    HttpRequest request;
    request.method = "POST";
    request.url = metadata.pushedAuthorizationRequestEndpoint;
    request.authorization = client->authorization;
    request.form = pushedFields(asked, *client);
    if (!requester.dpop)
        return request;
    const auto proof = makeDpopProof(*requester.dpop, "POST", request.url, now);
    if (!proof)
        return failure(proof.error());
    request.headers += HttpHeader{"DPoP", *proof};
    return request;
}

QCoro::Task<Result<HttpResponse>> pushOnce(Requester requester, AuthorizationServerMetadata metadata,
                                           ClientRegistration registration, AuthorizationRequest asked,
                                           std::stop_token stop)
{
    const Result<HttpRequest> request = pushRequest(requester, metadata, registration, asked);
    if (!request)
        co_return failure(request.error());
    co_return co_await requester.http->send(*request, stop);
}

/// Section 2.2 leaves the form to the server. What the browser gets must not lead anybody elsewhere: a URN,
/// or an address of the issuer's own.
bool isRequestUri(const QString& text, const AuthorizationServerMetadata& metadata)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > limits::kRequestUriCharacters || hasUnsafeCharacter(text) || !url.isValid() ||
        url.isRelative() || url.hasFragment())
        return false;
    if (url.scheme() == u"urn")
        return true;
    return url.scheme() == u"https" && authorityOf(text).count(u'@') == 0 &&
           sameOrigin(url, QUrl(metadata.issuer, QUrl::StrictMode));
}

Result<TimePoint> expiryIn(const QJsonObject& body, TimePoint now)
{
    const QJsonValue value = body.value(param::kExpiresIn);
    const double seconds = std::floor(value.toDouble());
    constexpr double longest = 24 * 3600;
    if (!value.isDouble() || seconds < 1)
        return failure(ErrorKind::Malformed, u"par.expires_in",
                       QStringLiteral("expires_in must be a number of seconds, at least one"));
    return now + Seconds(static_cast<qint64>(std::min(seconds, longest)));
}

Result<PushedRequest> readPushed(const QJsonObject& body, const AuthorizationServerMetadata& metadata,
                                 TimePoint now)
{
    const auto requestUri = requiredString(body, param::kRequestUri, u"par.request_uri");
    if (!requestUri)
        return failure(requestUri.error());
    if (!isRequestUri(*requestUri, metadata))
        return failure(ErrorKind::Untrusted, u"par.request_uri", printable(*requestUri, 120));
    const auto expiresAt = expiryIn(body, now);
    if (!expiresAt)
        return failure(expiresAt.error());
    return PushedRequest{*requestUri, *expiresAt};
}

} // namespace

Result<bool> pushesRequests(const AuthorizationServerMetadata& metadata)
{
    const bool offered = !metadata.pushedAuthorizationRequestEndpoint.isEmpty();
    if (!offered && metadata.requirePushedAuthorizationRequests)
        return failure(ErrorKind::Malformed, u"par.no_endpoint", {}, metadata.issuer);
    return offered;
}

Result<void> checkStillPushes(const AuthorizationServerMetadata& before,
                              const AuthorizationServerMetadata& now)
{
    if (before.issuer == now.issuer && !before.pushedAuthorizationRequestEndpoint.isEmpty() &&
        now.pushedAuthorizationRequestEndpoint.isEmpty())
        return failure(ErrorKind::Untrusted, u"par.withdrawn", {}, now.issuer);
    return {};
}

Result<PushedRequest> parsePushedResponse(const HttpResponse& response,
                                          const AuthorizationServerMetadata& metadata, TimePoint now)
{
    constexpr int created = 201;
    const QString endpoint = loggableUrl(response.url);
    if (response.status >= 200 && response.status < 300 && response.status != created)
        return failure(ErrorKind::Malformed, u"par.status", QString::number(response.status), endpoint);
    if (response.status != created)
        return failure(errorOf(response));
    HttpResponse good = response;
    good.status = 200; // 201 is what this endpoint calls good; from here on the rules are the same
    const auto body = requireJsonObject(good, limits::kTokenReplyBytes);
    if (!body)
        return failure(body.error());
    auto pushed = readPushed(*body, metadata, now);
    if (!pushed)
        pushed.error().endpoint = endpoint;
    return pushed;
}

QCoro::Task<Result<PushedRequest>>
pushAuthorizationRequest(Requester requester, AuthorizationServerMetadata metadata,
                         ClientRegistration registration, AuthorizationRequest request, std::stop_token stop)
{
    Result<HttpResponse> response = co_await pushOnce(requester, metadata, registration, request, stop);
    Result<bool> again = tryAgainWithNonce(requester, response);
    if (again && *again) {
        response = co_await pushOnce(requester, metadata, registration, request, stop);
        again = tryAgainWithNonce(requester, response);
    }
    if (!again)
        co_return failure(again.error());
    if (!response)
        co_return failure(response.error());
    co_return parsePushedResponse(*response, metadata, requester.clock->now());
}

} // namespace tessera
