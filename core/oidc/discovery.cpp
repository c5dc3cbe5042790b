#include "core/oidc/discovery.h"

#include "core/base/logging.h"

#include <QJsonObject>

namespace tessera {
namespace {

constexpr int kNotFound = 404;

HttpRequest documentRequest(const QUrl& url)
{
    HttpRequest request;
    request.url = url;
    request.maxBodyBytes = limits::kDiscoveryBytes;
    request.followSameOriginRedirects = true;
    return request;
}

/// A network that wants a sign-in of its own first answers everything with its page. On this computer there
/// is no such network in between.
bool isPageOfTheNetwork(const HttpResponse& response)
{
    return response.status == 200 && response.mediaType() == "text/html" && !isLoopbackHost(response.url);
}

Result<DiscoveryAnswer> readDocument(const HttpResponse& response, const QString& issuer)
{
    if (isPageOfTheNetwork(response))
        return failure(ErrorKind::Offline, u"net.captive_portal");
    return requireJsonObject(response, limits::kDiscoveryBytes)
        .and_then([&](const QJsonObject& document) { return parseMetadata(document, issuer); })
        .map([&](const AuthorizationServerMetadata& metadata) {
            return DiscoveryAnswer{metadata, serverDateOf(response)};
        });
}

Error at(Error error, const QUrl& url)
{
    if (error.endpoint.isEmpty())
        error.endpoint = loggableUrl(url);
    return error;
}

} // namespace

QCoro::Task<Result<DiscoveryAnswer>> discoverDated(std::shared_ptr<HttpClient> http, QString issuer,
                                                   std::stop_token stop)
{
    const Result<QString> checked = checkIssuer(issuer);
    if (!checked)
        co_return failure(checked.error());
    const QList<QUrl> urls = wellKnownUrls(*checked);
    for (const QUrl& url : urls) {
        const HttpRequest request = documentRequest(url);
        const Result<HttpResponse> response = co_await http->send(request, stop);
        if (!response)
            co_return failure(at(response.error(), url));
        if (response->status == kNotFound)
            continue;
        Result<DiscoveryAnswer> answer = readDocument(*response, *checked);
        if (!answer)
            co_return failure(at(answer.error(), url));
        co_return answer;
    }
    co_return failure(ErrorKind::Malformed, u"discovery.not_found",
                      QStringLiteral("no OpenID or OAuth metadata under this address"), *checked);
}

QCoro::Task<Result<AuthorizationServerMetadata>> discover(std::shared_ptr<HttpClient> http, QString issuer,
                                                          std::stop_token stop)
{
    const Result<DiscoveryAnswer> answer =
        co_await discoverDated(std::move(http), std::move(issuer), std::move(stop));
    if (!answer)
        co_return failure(answer.error());
    co_return answer->metadata;
}

} // namespace tessera
