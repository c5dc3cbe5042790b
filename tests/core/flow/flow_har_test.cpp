// HTTP Archive 1.2: every member that the format requires, and only what was HTTP.
#include "core/flow/flow_har.h"

#include "core/flow/flow_recorder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tessera;

namespace {

/// What HAR 1.2 calls required, and the type of each.
struct Required
{
    const char* object;
    const char* member;
    QJsonValue::Type type;
};
constexpr auto kString = QJsonValue::String;
constexpr auto kNumber = QJsonValue::Double;
constexpr auto kList = QJsonValue::Array;
constexpr auto kObject = QJsonValue::Object;
constexpr Required kRequired[] = {
    {"log", "version", kString},
    {"log", "creator", kObject},
    {"log", "entries", kList},
    {"creator", "name", kString},
    {"creator", "version", kString},
    {"page", "startedDateTime", kString},
    {"page", "id", kString},
    {"page", "title", kString},
    {"page", "pageTimings", kObject},
    {"entry", "startedDateTime", kString},
    {"entry", "time", kNumber},
    {"entry", "request", kObject},
    {"entry", "response", kObject},
    {"entry", "cache", kObject},
    {"entry", "timings", kObject},
    {"request", "method", kString},
    {"request", "url", kString},
    {"request", "httpVersion", kString},
    {"request", "cookies", kList},
    {"request", "headers", kList},
    {"request", "queryString", kList},
    {"request", "headersSize", kNumber},
    {"request", "bodySize", kNumber},
    {"response", "status", kNumber},
    {"response", "statusText", kString},
    {"response", "httpVersion", kString},
    {"response", "cookies", kList},
    {"response", "headers", kList},
    {"response", "content", kObject},
    {"response", "redirectURL", kString},
    {"response", "headersSize", kNumber},
    {"response", "bodySize", kNumber},
    {"content", "size", kNumber},
    {"content", "mimeType", kString},
    {"timings", "send", kNumber},
    {"timings", "wait", kNumber},
    {"timings", "receive", kNumber},
};

QStringList missing(const QString& name, const QJsonObject& object)
{
    QStringList out;
    for (const Required& row : kRequired)
        if (name == QLatin1String(row.object) && object.value(QLatin1String(row.member)).type() != row.type)
            out += name + u'.' + QLatin1String(row.member);
    return out;
}

} // namespace

class FlowHarTest final : public QObject
{
    Q_OBJECT

    std::shared_ptr<test::ManualClock> m_clock = std::make_shared<test::ManualClock>();

    FlowRun tokenRun() const
    {
        FlowRecorder recorder(m_clock);
        FlowSubject subject;
        subject.label = QStringLiteral("Acme");
        const FlowHandle flow = recorder.begin(FlowKind::BrowserSignIn, subject);
        flow.arrow(FlowStepKind::SignInAsked);
        flow.arrow(FlowStepKind::Callback,
                   QUrl(QStringLiteral("http://127.0.0.1:1/cb?code=canary-1&iss=a b")));
        FlowMessage request;
        request.method = "POST";
        request.url = QUrl(QStringLiteral("https://op.example/token?x=1"));
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                           {"Authorization", "Basic YTpjYW5hcnk="}};
        request.body = "grant_type=authorization_code&code=canary-1";
        const int number = flow.sent(request);
        m_clock->advance(Milliseconds(184));
        FlowMessage answer;
        answer.url = request.url;
        answer.status = 200;
        answer.headers = {{"Content-Type", "application/json"}};
        answer.body = "{\"access_token\":\"canary-2\",\"token_type\":\"Bearer\"}";
        flow.answered(number, answer);
        flow.check(u"nonce", FlowVerdict::Passed);
        request.method = "GET";
        request.body.clear();
        flow.unanswered(flow.sent(request), {ErrorKind::Offline, QStringLiteral("net.offline"), {}, {}});
        return *recorder.run(flow.id());
    }

    static QJsonObject logOf(const FlowRun& run)
    {
        return QJsonDocument::fromJson(flowHar(run, QStringLiteral("1.2.3")))
            .object()
            .value(u"log")
            .toObject();
    }

private Q_SLOTS:
    void hasWhatTheFormatRequires()
    {
        const QJsonObject log = logOf(tokenRun());
        QStringList wrong = missing(QStringLiteral("log"), log);
        wrong += missing(QStringLiteral("creator"), log.value(u"creator").toObject());
        wrong += missing(QStringLiteral("page"), log.value(u"pages").toArray().first().toObject());
        const QJsonArray entries = log.value(u"entries").toArray();
        for (const auto& entry : entries) {
            const QJsonObject object = entry.toObject();
            wrong += missing(QStringLiteral("entry"), object);
            for (const char* part : {"request", "response", "timings"})
                wrong += missing(QLatin1String(part), object.value(QLatin1String(part)).toObject());
            wrong += missing(QStringLiteral("content"),
                             object.value(u"response").toObject().value(u"content").toObject());
            QCOMPARE(object.value(u"pageref"), log.value(u"pages").toArray().first().toObject().value(u"id"));
            QVERIFY(QDateTime::fromString(object.value(u"startedDateTime").toString(), Qt::ISODateWithMs)
                        .isValid());
        }
        QCOMPARE(wrong, QStringList());
        QCOMPARE(log.value(u"version").toString(), QStringLiteral("1.2"));
        QCOMPARE(log.value(u"creator").toObject().value(u"version").toString(), QStringLiteral("1.2.3"));
    }

    void holdsHttpOnly()
    {
        const QJsonArray entries = logOf(tokenRun()).value(u"entries").toArray();
        QCOMPARE(entries.size(), 3);
        const QJsonObject token = entries.at(1).toObject();
        QCOMPARE(token.value(u"time").toInt(), 184);
        const QJsonObject request = token.value(u"request").toObject();
        QCOMPARE(request.value(u"url").toString(), QStringLiteral("https://op.example/token?x=1"));
        const QJsonArray params = request.value(u"postData").toObject().value(u"params").toArray();
        QCOMPARE(params.first().toObject().value(u"value").toString(), QStringLiteral("authorization_code"));
        QVERIFY(params.last().toObject().value(u"value").toString().startsWith(u"[secret "));
        QCOMPARE(token.value(u"response").toObject().value(u"statusText").toString(), QStringLiteral("OK"));
        const QJsonObject lost = entries.at(2).toObject().value(u"response").toObject();
        QCOMPARE(lost.value(u"status").toInt(), 0);
        QCOMPARE(lost.value(u"_error").toString(), QStringLiteral("net.offline"));
        QVERIFY(!entries.at(2).toObject().value(u"request").toObject().contains(u"postData"));
    }

    void holdsNoSecret()
    {
        const QByteArray har = flowHar(tokenRun(), QStringLiteral("1"));
        QVERIFY(!har.contains("canary"));
        QVERIFY(!har.contains("YTpjYW5hcnk"));
    }

    void addressText()
    {
        const FlowRun run = tokenRun();
        QVERIFY(flowAddressText(run.steps.at(1)).startsWith(u"http://127.0.0.1:1/cb?code=%5Bsecret%20"));
        QVERIFY(flowAddressText(run.steps.at(1)).endsWith(u"&iss=a%20b"));
    }

    void fieldText()
    {
        FlowSecret secret;
        secret.digits = 0x6a90;
        QCOMPARE(flowFieldText({QStringLiteral("a"), QStringLiteral("Bearer"), secret}),
                 QStringLiteral("Bearer [secret 6a90]"));
        QCOMPARE(flowFieldText({QStringLiteral("a"), {}, secret}), QStringLiteral("[secret 6a90]"));
        QCOMPARE(flowFieldText({QStringLiteral("a"), QStringLiteral("b"), std::nullopt}),
                 QStringLiteral("b"));
    }
};

TESSERA_TEST(FlowHarTest)
#include "flow_har_test.moc"
