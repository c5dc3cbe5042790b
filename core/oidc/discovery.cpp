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

Result<AuthorizationServerMetadata> readDocument(const HttpResponse& response, const QString& issuer)
{
    return requireJsonObject(response, limits::kDiscoveryBytes).and_then([&](const QJsonObject& document) {
        return parseMetadata(document, issuer);
    });
}

Error at(Error error, const QUrl& url)
{
    if (error.endpoint.isEmpty())
        error.endpoint = loggableUrl(url);
    return error;
}

} // namespace

QCoro::Task<Result<AuthorizationServerMetadata>> discover(std::shared_ptr<HttpClient> http, QString issuer,
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
        Result<AuthorizationServerMetadata> metadata = readDocument(*response, *checked);
        if (!metadata)
            co_return failure(at(metadata.error(), url));
        co_return metadata;
    }
    co_return failure(ErrorKind::Malformed, u"discovery.not_found",
                      QStringLiteral("no OpenID or OAuth metadata under this address"), *checked);
}

} // namespace tessera
