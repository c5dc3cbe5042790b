#include "core/oidc/discovery.h"

#include "core/base/logging.h"
#include "core/oauth/endpoint_pinning.h"

#include <QJsonObject>

#include <algorithm>

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

constexpr QStringView kTenant = u"{tenantid}";

/// The template itself, or one with a tenant in it: nothing but what a GUID is made of.
bool fitsTemplate(QStringView issuer, QStringView issuerTemplate)
{
    const qsizetype at = issuerTemplate.indexOf(kTenant);
    const QStringView before = issuerTemplate.first(at);
    const QStringView after = issuerTemplate.sliced(at + kTenant.size());
    if (issuer.size() < before.size() + after.size() || !issuer.startsWith(before) || !issuer.endsWith(after))
        return false;
    const QStringView tenant = issuer.sliced(before.size(), issuer.size() - before.size() - after.size());
    constexpr qsizetype guidLength = 36;
    return tenant == kTenant ||
           (tenant.size() == guidLength && std::all_of(tenant.begin(), tenant.end(), [](QChar c) {
                return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || c == u'-';
            }));
}

/// Which issuer the document may name besides the one asked for.
struct Asked
{
    QString issuer;
    QString issuerTemplate; ///< empty: no other
};

Result<AuthorizationServerMetadata> judge(QJsonObject document, const Asked& asked)
{
    const QString named = document.value(u"issuer").toString();
    if (asked.issuerTemplate.isEmpty() || named == asked.issuer || !fitsTemplate(named, asked.issuerTemplate))
        return parseMetadata(document, asked.issuer);
    document.insert(QStringLiteral("issuer"), asked.issuer);
    auto metadata = parseMetadata(document, asked.issuer);
    if (metadata && named == asked.issuerTemplate)
        metadata->issuerIsShared = true;
    else if (metadata)
        metadata->issuer = named;
    return metadata;
}

/// A network that wants a sign-in of its own first answers everything with its page. On this computer there
/// is no such network in between.
bool isPageOfTheNetwork(const HttpResponse& response)
{
    return response.status == 200 && response.mediaType() == "text/html" && !isLoopbackHost(response.url);
}

Result<DiscoveryAnswer> readDocument(const HttpResponse& response, const Asked& asked)
{
    if (isPageOfTheNetwork(response))
        return failure(ErrorKind::Offline, u"net.captive_portal");
    const auto document = requireJsonObject(response, limits::kDiscoveryBytes);
    if (!document)
        return failure(document.error());
    return judge(*document, asked).map([&](const AuthorizationServerMetadata& metadata) {
        return DiscoveryAnswer{metadata, serverDateOf(response), cacheLifetimeOf(response), *document};
    });
}

Error at(Error error, const QUrl& url)
{
    if (error.endpoint.isEmpty())
        error.endpoint = loggableUrl(url);
    return error;
}

} // namespace

Result<AuthorizationServerMetadata> judgeDocument(const QJsonObject& document, const QString& issuer,
                                                  const QString& issuerTemplate)
{
    return judge(document, {issuer, issuerTemplate});
}

QCoro::Task<Result<DiscoveryAnswer>> discoverDated(std::shared_ptr<HttpClient> http, QString issuer,
                                                   std::stop_token stop, QString issuerTemplate)
{
    const Asked asked{std::move(issuer), std::move(issuerTemplate)};
    const Result<QString> checked = checkIssuer(asked.issuer);
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
        Result<DiscoveryAnswer> answer = readDocument(*response, asked);
        if (!answer)
            co_return failure(at(answer.error(), url));
        holdToIssuer(*http, answer->metadata);
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
