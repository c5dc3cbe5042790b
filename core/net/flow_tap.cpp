#include "core/net/flow_tap.h"

#include "core/net/http_reply.h"
#include "core/net/secure_access_manager.h"

namespace tessera {
namespace {

FlowMessage requestOf(const QNetworkReply* reply, const QByteArray& method)
{
    const QNetworkRequest request = reply->request();
    FlowMessage message;
    message.method = method;
    message.url = reply->url();
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray& name : names)
        message.headers += FlowHeader{name, request.rawHeader(name)};
    if (const auto* ours = qobject_cast<const HttpReply*>(reply))
        message.body = ours->sentBody();
    return message;
}

FlowMessage answerOf(const QNetworkReply* reply)
{
    FlowMessage message;
    message.url = reply->url();
    message.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto headers = reply->rawHeaderPairs();
    for (const auto& [name, value] : headers)
        message.headers += FlowHeader{name, value};
    if (const auto* ours = qobject_cast<const HttpReply*>(reply))
        message.body = ours->receivedBody();
    return message;
}

FlowHandle ownRun(FlowRecorder& recorder, const QUrl& url)
{
    FlowSubject subject;
    subject.label = url.host(QUrl::FullyEncoded);
    subject.issuer =
        url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo)
            .toString(QUrl::FullyEncoded);
    return recorder.begin(FlowKind::Request, subject);
}

} // namespace

void recordExchange(FlowRecorder& recorder, QNetworkReply* reply, const QByteArray& method)
{
    const auto known = reply->request().attribute(kFlowAttribute).value<FlowHandle>();
    const FlowHandle flow = known ? known : ownRun(recorder, reply->url());
    const bool isItsEnd = !known;
    const int number = flow.sent(requestOf(reply, method));
    QObject::connect(reply, &QNetworkReply::finished, reply, [flow, number, isItsEnd, reply] {
        const auto error = SecureAccessManager::failureOf(reply);
        if (error)
            flow.unanswered(number, *error);
        else
            flow.answered(number, answerOf(reply));
        if (isItsEnd)
            flow.end(error);
    });
}

} // namespace tessera
