#include "core/net/http_client.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/base/strict_json.h"
#include "core/net/flow_tap.h"
#include "core/net/retry_after.h"

#include <QNetworkReply>
#include <QPointer>

namespace tessera {
namespace {

using Answer = OneShot<Result<HttpResponse>>;

QNetworkRequest toNetworkRequest(const HttpRequest& request)
{
    QNetworkRequest out(request.url);
    out.setRawHeader("Accept", request.accept);
    if (!request.authorization.isEmpty())
        out.setRawHeader("Authorization", request.authorization.reveal().toByteArray());
    for (const HttpHeader& header : request.headers)
        out.setRawHeader(header.name, header.value);
    if (!request.json.isEmpty())
        out.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    else if (request.method != "GET")
        out.setHeader(QNetworkRequest::ContentTypeHeader,
                      QStringLiteral("application/x-www-form-urlencoded"));
    out.setAttribute(SecureAccessManager::kMaxBodyBytes, request.maxBodyBytes);
    return out;
}

void markFor(QNetworkRequest& request, const FlowHandle& flow)
{
    if (flow)
        request.setAttribute(kFlowAttribute, QVariant::fromValue(flow));
}

QNetworkReply* call(SecureAccessManager& manager, const HttpRequest& request, const FlowHandle& flow)
{
    QNetworkRequest networkRequest = toNetworkRequest(request);
    markFor(networkRequest, flow);
    if (request.method == "GET")
        return manager.get(networkRequest);
    const QByteArray body =
        request.json.isEmpty() ? encodeForm(request.form) : request.json.reveal().toByteArray();
    if (request.method == "POST")
        return manager.post(networkRequest, body);
    return manager.sendCustomRequest(networkRequest, request.method, body);
}

Answer start(SecureAccessManager& manager, const HttpRequest& request, const FlowHandle& flow,
             const std::stop_token& stop)
{
    const QPointer<QNetworkReply> reply = call(manager, request, flow);
    Answer answer(stop, [reply] {
        if (reply)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, answer] {
        answer.resolve(SecureAccessManager::read(reply));
        reply->deleteLater();
    });
    return answer;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Where to go on, or why not (findings F1, attacks A085, A112).
Result<QUrl> redirectTarget(const HttpRequest& request, const HttpResponse& response, int hops)
{
    const auto refuse = [&response](const QString& why) {
        return failure(ErrorKind::Untrusted, u"net.redirect", why, loggableUrl(response.url));
    };
    const QUrl target =
        response.url.resolved(QUrl(QString::fromLatin1(response.header("Location")), QUrl::StrictMode));
    if (request.method != "GET" || !request.form.isEmpty() || !request.authorization.isEmpty() ||
        !request.followSameOriginRedirects)
        return refuse(
            QStringLiteral("status %1 to %2").arg(response.status).arg(printable(loggableUrl(target))));
    if (hops >= limits::kRedirects)
        return refuse(QStringLiteral("more than %1 redirects").arg(limits::kRedirects));
    if (response.header("Location").isEmpty())
        return refuse(QStringLiteral("status %1 without a Location").arg(response.status));
    if (!checkAddress(target) || !sameOrigin(target, request.url))
        return refuse(QStringLiteral("to another origin: %1").arg(printable(loggableUrl(target))));
    return target;
}

QCoro::Task<Result<HttpResponse>> exchange(std::shared_ptr<SecureAccessManager> manager, HttpRequest request,
                                           FlowHandle flow, std::stop_token stop)
{
    for (int hops = 0;; ++hops) {
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled, u"cancelled", {}, loggableUrl(request.url));
        Answer answer = start(*manager, request, flow, stop);
        Result<HttpResponse> response = co_await answer;
        if (!response || !isRedirect(response->status))
            co_return response;
        Result<QUrl> target = redirectTarget(request, *response, hops);
        if (!target)
            co_return failure(target.error());
        request.url = *target;
    }
}

bool isJson(const QByteArray& mediaType)
{
    return mediaType == "application/json" ||
           (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
}

QString statusDetail(const HttpResponse& response)
{
    QString detail = QString::number(response.status);
    const QByteArray retryAfter = response.header("Retry-After");
    if ((response.status == 429 || response.status == 503) && !retryAfter.isEmpty())
        detail += QStringLiteral(", Retry-After: %1").arg(printable(QString::fromLatin1(retryAfter), 40));
    return detail;
}

} // namespace

HttpClient::HttpClient(const std::shared_ptr<FlowRecorder>& recorder, ReplyLimits limits)
    : m_manager(std::make_shared<SecureAccessManager>(limits))
{
    if (!recorder)
        return;
    QObject::connect(m_manager.get(), &SecureAccessManager::requestStarted, m_manager.get(),
                     [recorder](QNetworkReply* reply, const QByteArray& method) {
                         recordExchange(*recorder, reply, method);
                     });
}

HttpClient::HttpClient(std::shared_ptr<SecureAccessManager> manager, FlowHandle flow)
    : m_manager(std::move(manager)), m_flow(std::move(flow))
{
}

HttpClient::~HttpClient() = default;

QCoro::Task<Result<HttpResponse>> HttpClient::send(HttpRequest request, std::stop_token stop)
{
    return exchange(m_manager, std::move(request), m_flow, std::move(stop));
}

std::shared_ptr<HttpClient> HttpClient::forFlow(FlowHandle flow) const
{
    return std::shared_ptr<HttpClient>(new HttpClient(m_manager, std::move(flow)));
}

void HttpClient::mark(QNetworkRequest& request) const
{
    markFor(request, m_flow);
}

Result<QJsonObject> requireJsonObject(const HttpResponse& response, qsizetype maxBytes)
{
    const QString endpoint = loggableUrl(response.url);
    if (response.status != 200) {
        Error error{ErrorKind::Denied, QStringLiteral("http.status"), statusDetail(response), endpoint};
        error.retryAfter = retryAfterOf(response);
        return failure(std::move(error));
    }
    const QByteArray mediaType = response.mediaType();
    if (mediaType == "text/html")
        return failure(
            ErrorKind::Malformed, u"http.content_type",
            QStringLiteral("HTML instead of JSON; perhaps this network asks to sign in to it first"),
            endpoint);
    if (!isJson(mediaType))
        return failure(
            ErrorKind::Malformed, u"http.content_type",
            QStringLiteral("not JSON but \"%1\"").arg(printable(QString::fromLatin1(mediaType), 60)),
            endpoint);
    JsonLimits bounds;
    bounds.maxBytes = maxBytes;
    bounds.maxValues = limits::kReplyJsonValues;
    auto object = parseJsonObject(response.body, bounds);
    if (!object)
        object.error().endpoint = endpoint;
    return object;
}

} // namespace tessera
