#include "core/flow/flow_har.h"

#include "core/flow/flow_secrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kUnknown = -1;

QJsonArray nameValues(const QList<FlowField>& fields)
{
    QJsonArray out;
    for (const FlowField& field : fields)
        out += QJsonObject{{QStringLiteral("name"), field.name},
                           {QStringLiteral("value"), flowFieldText(field)}};
    return out;
}

QString statusText(int status)
{
    switch (status) {
    case 200:
        return QStringLiteral("OK");
    case 201:
        return QStringLiteral("Created");
    case 302:
        return QStringLiteral("Found");
    case 303:
        return QStringLiteral("See Other");
    case 400:
        return QStringLiteral("Bad Request");
    case 401:
        return QStringLiteral("Unauthorized");
    default:
        return {};
    }
}

QString dateTime(TimePoint time)
{
    return toDateTime(time).toUTC().toString(Qt::ISODateWithMs);
}

QString bodyText(const FlowBody& body)
{
    return body.isOpaque ? QStringLiteral("[%1 bytes, not kept]").arg(body.bytes) : body.text;
}

QJsonObject requestOf(const FlowStep& step)
{
    QJsonObject request{{QStringLiteral("method"), QString::fromLatin1(step.method)},
                        {QStringLiteral("url"), flowAddressText(step)},
                        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
                        {QStringLiteral("cookies"), QJsonArray()},
                        {QStringLiteral("headers"), nameValues(step.headers)},
                        {QStringLiteral("queryString"), nameValues(step.query)},
                        {QStringLiteral("headersSize"), kUnknown},
                        {QStringLiteral("bodySize"), static_cast<qint64>(step.body.bytes)}};
    if (step.body.bytes == 0)
        return request;
    QJsonObject posted{{QStringLiteral("mimeType"), QString::fromLatin1(step.body.mediaType)},
                       {QStringLiteral("text"), bodyText(step.body)}};
    if (step.body.mediaType == "application/x-www-form-urlencoded")
        posted.insert(QStringLiteral("params"), nameValues(step.body.fields));
    request.insert(QStringLiteral("postData"), posted);
    return request;
}

QString locationOf(const FlowStep& answer)
{
    for (const FlowField& header : answer.headers)
        if (header.name.compare(u"Location", Qt::CaseInsensitive) == 0)
            return flowFieldText(header);
    return {};
}

/// Status 0 is how the panels show a request that got no answer.
QJsonObject responseOf(const FlowStep& answer)
{
    const QJsonObject content{{QStringLiteral("size"), static_cast<qint64>(answer.body.bytes)},
                              {QStringLiteral("mimeType"), QString::fromLatin1(answer.body.mediaType)},
                              {QStringLiteral("text"), bodyText(answer.body)}};
    QJsonObject response{{QStringLiteral("status"), answer.status},
                         {QStringLiteral("statusText"), statusText(answer.status)},
                         {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
                         {QStringLiteral("cookies"), QJsonArray()},
                         {QStringLiteral("headers"), nameValues(answer.headers)},
                         {QStringLiteral("content"), content},
                         {QStringLiteral("redirectURL"), locationOf(answer)},
                         {QStringLiteral("headersSize"), kUnknown},
                         {QStringLiteral("bodySize"), static_cast<qint64>(answer.body.bytes)}};
    if (answer.error)
        response.insert(QStringLiteral("_error"), answer.error->code);
    return response;
}

const FlowStep* answerTo(const FlowRun& run, const FlowStep& request)
{
    const auto found = std::find_if(run.steps.begin(), run.steps.end(), [&request](const FlowStep& step) {
        return step.kind == FlowStepKind::HttpAnswer && step.answerTo == request.number;
    });
    return found == run.steps.end() ? nullptr : &*found;
}

QString pageId(const FlowRun& run)
{
    return QStringLiteral("run_%1").arg(run.id);
}

QJsonObject entryOf(const FlowRun& run, const FlowStep& step)
{
    const FlowStep* answer = step.kind == FlowStepKind::HttpRequest ? answerTo(run, step) : nullptr;
    const qint64 time = answer ? answer->duration.count() : 0;
    return {{QStringLiteral("pageref"), pageId(run)},
            {QStringLiteral("startedDateTime"), dateTime(step.at)},
            {QStringLiteral("time"), time},
            {QStringLiteral("request"), requestOf(step)},
            {QStringLiteral("response"), responseOf(answer ? *answer : FlowStep())},
            {QStringLiteral("cache"), QJsonObject()},
            {QStringLiteral("timings"), QJsonObject{{QStringLiteral("send"), 0},
                                                    {QStringLiteral("wait"), time},
                                                    {QStringLiteral("receive"), 0}}}};
}

QJsonObject pageOf(const FlowRun& run)
{
    const QString title = run.label.isEmpty() ? run.issuer : run.label;
    return {{QStringLiteral("startedDateTime"), dateTime(run.startedAt)},
            {QStringLiteral("id"), pageId(run)},
            {QStringLiteral("title"), title.isEmpty() ? QStringLiteral("Tessera") : title},
            {QStringLiteral("pageTimings"),
             QJsonObject{{QStringLiteral("onContentLoad"), kUnknown}, {QStringLiteral("onLoad"), kUnknown}}}};
}

} // namespace

QString flowFieldText(const FlowField& field)
{
    if (!field.secret)
        return field.value;
    const QString fingerprint = fingerprintInText(*field.secret);
    return field.value.isEmpty() ? fingerprint : field.value + u' ' + fingerprint;
}

QString flowAddressText(const FlowStep& step)
{
    QString out = step.address;
    QChar before = u'?';
    for (const FlowField& field : step.query) {
        out += before + QString::fromLatin1(QUrl::toPercentEncoding(field.name)) + u'=' +
               QString::fromLatin1(QUrl::toPercentEncoding(flowFieldText(field)));
        before = u'&';
    }
    return out;
}

QByteArray flowHar(const FlowRun& run, const QString& version)
{
    QJsonArray entries;
    for (const FlowStep& step : run.steps)
        if (step.kind == FlowStepKind::HttpRequest || step.kind == FlowStepKind::Callback)
            entries += entryOf(run, step);
    const QJsonObject log{
        {QStringLiteral("version"), QStringLiteral("1.2")},
        {QStringLiteral("creator"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Tessera")},
                                                {QStringLiteral("version"), version}}},
        {QStringLiteral("pages"), QJsonArray{pageOf(run)}},
        {QStringLiteral("entries"), entries}};
    return QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson();
}

} // namespace tessera
