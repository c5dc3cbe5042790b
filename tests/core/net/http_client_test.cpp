// Requests as coroutines: redirects, cancellation, forms, and JSON or nothing (A085–A088, A095, A114).
#include "core/net/http_client.h"

#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recorded_exchanges.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace tessera::test {
namespace {

using Ending = HostileReply::Ending;

HostileReply redirectTo(const QByteArray& location, int status = 302)
{
    return HostileReply::with(status, {"Location: " + location}, "moved");
}

HttpRequest getFrom(const QUrl& url, bool follow = true)
{
    HttpRequest request;
    request.url = url;
    request.followSameOriginRedirects = follow;
    return request;
}

QString codeOf(const Result<HttpResponse>& result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : result.error().code;
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gets();
    void postsForms();
    void passesTheLimitOn();
    void followsWithinTheOrigin_data();
    void followsWithinTheOrigin();
    void refusesRedirects_data();
    void refusesRedirects();
    void countsHops_data();
    void countsHops();
    void cancels_data();
    void cancels();
    void cancelsBetweenRedirects();
    void doesNotStartWhenStoppedBefore();
    void outlivesTheClient();
    void recordsEveryRequest();
    void requiresJson_data();
    void requiresJson();
    void requiresJsonWithinTheLimit();
    void refusesWhatBrokenChunksLeave_data();
    void refusesWhatBrokenChunksLeave();
};

void HttpClientTest::gets()
{
    HostileServer server({HostileReply::json("{\"a\":1}")});
    HttpClient client;
    HttpRequest request = getFrom(server.url(QStringLiteral("/userinfo?x=y")));
    request.authorization = SecretString::fromUtf8("Bearer abc");
    const auto response = await(client.send(request));
    QVERIFY(response);
    QCOMPARE(response->body, QByteArray("{\"a\":1}"));
    QCOMPARE(response->mediaType(), QByteArray("application/json"));
    const QByteArray sent = server.requests().value(0);
    QVERIFY(sent.startsWith("GET /userinfo?x=y HTTP/1.1\r\n"));
    QVERIFY(sent.contains("\r\nAuthorization: Bearer abc\r\n"));
    QVERIFY(sent.contains("\r\nAccept: application/json\r\n"));
}

// N003
void HttpClientTest::postsForms()
{
    HostileServer server({HostileReply::json("{}")});
    HttpClient client;
    HttpRequest request;
    request.method = "POST";
    request.url = server.url(QStringLiteral("/revoke"));
    request.form = {{QStringLiteral("token"), QStringLiteral("r+1 /=")}, {QStringLiteral("x"), {}}};
    QVERIFY(await(client.send(request)));
    const QByteArray sent = server.requests().value(0);
    QVERIFY(sent.startsWith("POST /revoke HTTP/1.1\r\n"));
    QVERIFY(sent.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
    QVERIFY(sent.endsWith("\r\n\r\ntoken=r%2B1%20%2F%3D&x="));
    QCOMPARE(sent.count("Content-Length"), 1);
}

void HttpClientTest::passesTheLimitOn()
{
    HostileServer server({HostileReply::json(QByteArray(100, 'a'))});
    HttpClient client;
    HttpRequest request = getFrom(server.url());
    request.maxBodyBytes = 100;
    QCOMPARE(codeOf(await(client.send(request))), QStringLiteral("status 200"));
    request.maxBodyBytes = 99;
    QCOMPARE(codeOf(await(client.send(request))), QStringLiteral("net.too_large"));
}

void HttpClientTest::followsWithinTheOrigin_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("A085 %d", status) << status;
}

void HttpClientTest::followsWithinTheOrigin()
{
    QFETCH(int, status);
    HostileServer server({redirectTo("/b?c=d", status), HostileReply::json("{}")});
    HttpClient client;
    const auto response = await(client.send(getFrom(server.url(QStringLiteral("/a")))));
    QVERIFY2(response, qPrintable(codeOf(response)));
    QCOMPARE(response->url, server.url(QStringLiteral("/b?c=d")));
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().last().startsWith("GET /b?c=d HTTP/1.1\r\n"));
}

void HttpClientTest::refusesRedirects_data()
{
    QTest::addColumn<QByteArray>("location"); // OTHER and SAME stand for the two servers
    QTest::addColumn<QString>("with");
    const QString plain;
    QTest::newRow("A085 other origin") << QByteArray("OTHER/x?code=canary") << plain;
    QTest::newRow("A085 protocol-relative") << QByteArray("//evil.example/x") << plain;
    QTest::newRow("A316 http elsewhere") << QByteArray("http://op.example/x") << plain;
    QTest::newRow("A085 file") << QByteArray("file:///etc/passwd") << plain;
    QTest::newRow("A085 no Location") << QByteArray() << plain;
    QTest::newRow("A085 not an address") << QByteArray("http://[") << plain;
    QTest::newRow("A085 user information") << QByteArray("http://user@127.0.0.1:SAMEPORT/x") << plain;
    QTest::newRow("A085 name instead of literal") << QByteArray("http://localhost:SAMEPORT/x") << plain;
    QTest::newRow("A112 with a form") << QByteArray("/x") << QStringLiteral("form");
    QTest::newRow("A192 with a token") << QByteArray("/x") << QStringLiteral("authorization");
    QTest::newRow("not asked to follow") << QByteArray("/x") << QStringLiteral("not asked");
}

void HttpClientTest::refusesRedirects()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, with);
    HostileServer other({HostileReply::json("{}")});
    HostileServer server({HostileReply::json("{}")});
    location.replace("OTHER", other.url(QString()).toEncoded());
    location.replace("SAMEPORT", QByteArray::number(server.port()));
    for (const int status : {301, 302, 303, 307, 308}) {
        server.setReplies(
            {location.isEmpty() ? HostileReply::with(status, {}, "moved") : redirectTo(location, status),
             HostileReply::json("{}")});
        HttpRequest request = getFrom(server.url(QStringLiteral("/a?b=canary")), with != u"not asked");
        if (with == u"form") {
            request.method = "POST";
            request.form = {{QStringLiteral("token"), QStringLiteral("canary")}};
        } else if (with == u"authorization") {
            request.authorization = SecretString::fromUtf8("Bearer canary");
        }
        HttpClient client;
        const auto response = await(client.send(request));
        QCOMPARE(codeOf(response), QStringLiteral("net.redirect"));
        QCOMPARE(response.error().kind, ErrorKind::Untrusted);
        QCOMPARE(response.error().endpoint, server.url(QStringLiteral("/a")).toString());
        QVERIFY2(!response.error().detail.contains(u"canary"), qPrintable(response.error().detail));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(other.connections(), 0);
    }
}

void HttpClientTest::countsHops_data()
{
    QTest::addColumn<int>("redirects"); // -1: without end
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("requests");
    QTest::newRow("A085 three") << 3 << QStringLiteral("status 200") << 4;
    QTest::newRow("A085 four") << 4 << QStringLiteral("net.redirect") << 4;
    QTest::newRow("A086 loop") << -1 << QStringLiteral("net.redirect") << 4;
}

void HttpClientTest::countsHops()
{
    QFETCH(int, redirects);
    QList<HostileReply> replies{redirectTo("/a")};
    if (redirects > 0) {
        replies = QList<HostileReply>(redirects, redirectTo("/a"));
        replies += HostileReply::json("{}");
    }
    HostileServer server(replies);
    HttpClient client;
    QTEST(codeOf(await(client.send(getFrom(server.url(QStringLiteral("/a")))))), "code");
    QTEST(static_cast<int>(server.requests().size()), "requests");
}

void HttpClientTest::cancels_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("before the answer") << QByteArray();
    QTest::newRow("within the answer") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
}

void HttpClientTest::cancels()
{
    QFETCH(QByteArray, head);
    HostileServer server({{head, {}, {}, Ending::KeepOpen}});
    auto clock = std::make_shared<ManualClock>();
    auto recorder = std::make_shared<FlowRecorder>(clock);
    HttpClient client(recorder);
    std::stop_source stop;
    connect(&server, &HostileServer::requestArrived, &server,
            [&] { QTimer::singleShot(30, &server, [&stop] { stop.request_stop(); }); });
    const auto response = await(client.send(getFrom(server.url()), stop.get_token()));
    QCOMPARE(codeOf(response), QStringLiteral("cancelled"));
    QCOMPARE(response.error().kind, ErrorKind::Cancelled);
    // The connection is given up with it, not left to run out.
    QTRY_COMPARE(exchangesOf(*recorder).value(0).errorCode, QStringLiteral("cancelled"));
    QTRY_VERIFY(client.accessManager()->findChildren<QNetworkReply*>().isEmpty());
}

void HttpClientTest::cancelsBetweenRedirects()
{
    HostileServer server({redirectTo("/b"), {{}, {}, {}, Ending::KeepOpen}});
    HttpClient client;
    std::stop_source stop;
    connect(&server, &HostileServer::requestArrived, &server, [&] {
        if (server.requests().size() == 2)
            stop.request_stop();
    });
    QCOMPARE(codeOf(await(client.send(getFrom(server.url()), stop.get_token()))),
             QStringLiteral("cancelled"));
    QCOMPARE(server.requests().size(), 2);
}

void HttpClientTest::doesNotStartWhenStoppedBefore()
{
    HostileServer server({HostileReply::json("{}")});
    HttpClient client;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(codeOf(await(client.send(getFrom(server.url()), stop.get_token()))),
             QStringLiteral("cancelled"));
    QTest::qWait(20);
    QCOMPARE(server.connections(), 0);
}

void HttpClientTest::outlivesTheClient()
{
    HostileServer server({HostileReply::json("{}")});
    auto client = std::make_unique<HttpClient>();
    auto task = client->send(getFrom(server.url()));
    client.reset();
    QCOMPARE(codeOf(await(std::move(task))), QStringLiteral("status 200"));
}

void HttpClientTest::recordsEveryRequest()
{
    HostileServer server({redirectTo("/b"), HostileReply::json("{}"), HostileReply::json("{}", 503)});
    auto recorder = std::make_shared<FlowRecorder>(std::make_shared<ManualClock>());
    HttpClient client(recorder);
    QVERIFY(await(client.send(getFrom(server.url(QStringLiteral("/a?code=canary"))))));
    // Qt NetworkAuth sends through the same manager, past this client.
    QNetworkRequest tokenRequest(server.url(QStringLiteral("/token")));
    tokenRequest.setHeader(QNetworkRequest::ContentTypeHeader,
                           QStringLiteral("application/x-www-form-urlencoded"));
    const QNetworkReply* reply = client.accessManager()->post(tokenRequest, "a=b");
    QTRY_VERIFY(exchangesOf(*recorder).value(2).status != 0 && reply->isFinished());
    QStringList lines;
    const auto exchanges = exchangesOf(*recorder);
    for (const RecordedExchange& exchange : exchanges)
        lines += QStringLiteral("%1 %2 %3")
                     .arg(QString::fromLatin1(exchange.method), exchange.address)
                     .arg(exchange.status);
    QCOMPARE(lines, (QStringList{
                        QStringLiteral("GET %1 302").arg(server.url(QStringLiteral("/a")).toString()),
                        QStringLiteral("GET %1 200").arg(server.url(QStringLiteral("/b")).toString()),
                        QStringLiteral("POST %1 503").arg(server.url(QStringLiteral("/token")).toString())}));
}

void HttpClientTest::requiresJson_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");   // empty: accepted
    QTest::addColumn<QString>("detail"); // contained
    const auto row = [](const char* name, int status, const QByteArray& type, const QByteArray& body,
                        const char* code, const char* detail = "") {
        QTest::newRow(name) << status << type << body << QString::fromLatin1(code)
                            << QString::fromLatin1(detail);
    };
    row("plain", 200, "application/json", "{\"a\":1}", "");
    row("A087 with charset", 200, "application/json; charset=UTF-8", "{}", "");
    row("A087 capitals", 200, "Application/JSON", "{}", "");
    row("key set type", 200, "application/jwk-set+json", "{}", "");
    row("A087 HTML type, JSON body", 200, "text/html", "{}", "http.content_type", "HTML instead of JSON");
    row("A088 captive portal", 200, "text/html; charset=utf-8", "<html>Sign in", "http.content_type",
        "sign in");
    row("A095 error page", 200, "TEXT/HTML", "<html>", "http.content_type");
    row("A087 plain text", 200, "text/plain", "{}", "http.content_type", "text/plain");
    row("A087 no type", 200, "", "{}", "http.content_type");
    row("A087 near miss", 200, "application/jsonp", "{}", "http.content_type");
    row("A087 JSON type outside application", 200, "text/x+json", "{}", "http.content_type");
    row("A087 direction marks", 200, "text/\xe2\x80\xae", "{}", "http.content_type");
    row("A089 404", 404, "application/json", "{}", "http.status", "404");
    row("A097 400 without JSON", 400, "text/html", "<html>", "http.status", "400");
    row("A098 201", 201, "application/json", "{}", "http.status", "201");
    row("A098 204", 204, "", "", "http.status", "204");
    row("A098 206", 206, "application/json", "{}", "http.status", "206");
    row("A114 503", 503, "text/html", "busy", "http.status", "503, Retry-After: 30");
    row("A114 429", 429, "text/html", "busy", "http.status", "429, Retry-After: 30");
    row("A084 not an object", 200, "application/json", "[1]", "json.not_an_object");
    row("A118 string", 200, "application/json", "\"a\"", "json.not_an_object");
    row("A084 duplicate name", 200, "application/json", "{\"a\":1,\"a\":2}", "json.duplicate_name");
    row("A084 trailing data", 200, "application/json", "{} x", "json.syntax");
    row("A088 portal with the wrong type", 200, "application/json", "<html>", "json.not_an_object");
}

void HttpClientTest::requiresJson()
{
    QFETCH(int, status);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, detail);
    const HttpResponse response{status,
                                QUrl(QStringLiteral("https://op.example/a?code=canary")),
                                {{"content-type", contentType}, {"retry-after", "30"}},
                                body};
    const auto object = requireJsonObject(response, 1000);
    QCOMPARE(object ? QString() : object.error().code, code);
    if (!object) {
        QCOMPARE(object.error().kind, code == u"http.status" ? ErrorKind::Denied : ErrorKind::Malformed);
        QCOMPARE(object.error().endpoint, QStringLiteral("https://op.example/a"));
        QVERIFY2(object.error().detail.contains(detail), qPrintable(object.error().detail));
        QVERIFY(!object.error().detail.contains(QChar(0x202e)));
    }
}

void HttpClientTest::requiresJsonWithinTheLimit()
{
    const HttpResponse response{200, QUrl(), {{"Content-Type", "application/json"}}, "{\"a\":1}"};
    QVERIFY(requireJsonObject(response, 7));
    const auto tooLarge = requireJsonObject(response, 6);
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, QStringLiteral("json.too_large"));
    // A109: values cost a hundred times their text.
    const auto entries = [](int count) {
        return HttpResponse{200,
                            QUrl(),
                            {{"Content-Type", "application/json"}},
                            "{\"a\":[" + QByteArray("0,").repeated(count - 2) + "0]}"};
    };
    QVERIFY(requireJsonObject(entries(limits::kReplyJsonValues), limits::kTokenReplyBytes));
    QCOMPARE(requireJsonObject(entries(limits::kReplyJsonValues + 1), limits::kTokenReplyBytes).error().code,
             QStringLiteral("json.too_many_values"));
}

void HttpClientTest::refusesWhatBrokenChunksLeave_data()
{
    QTest::addColumn<QByteArray>("chunks");
    QTest::newRow("A111 size is no number") << QByteArray("zz\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("A111 second size is no number") << QByteArray("5\r\n{\"a\":\r\nzz\r\n1}\r\n0\r\n\r\n");
    QTest::newRow("A111 negative size") << QByteArray("-1\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("A111 huge size") << QByteArray("fffffffffffffffff\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("A111 chunk longer than its size") << QByteArray("1\r\n{}\r\n0\r\n\r\n");
}

// Qt takes a broken chunk for the end of the body and reports no error: the grammar of JSON is what notices.
void HttpClientTest::refusesWhatBrokenChunksLeave()
{
    QFETCH(QByteArray, chunks);
    HostileServer server({{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                           "Transfer-Encoding: chunked\r\n\r\n" +
                               chunks,
                           {},
                           {},
                           Ending::Close}});
    HttpClient client;
    const auto response = await(client.send(getFrom(server.url())));
    QVERIFY(!response || !requireJsonObject(*response, 1000));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::HttpClientTest)
#include "http_client_test.moc"
