// The server over real sockets: A014–A027, A031–A034, A042, A045, A046, A050. What stands between the rows
// and a sign-in is the last step of each: the right request is served all the same.
#include "core/net/loopback_http_server.h"

#include "core/net/form_body.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tessera::test {
namespace {

const QHostAddress kLocal(QHostAddress::LocalHost);

/// What a redirect listener does with its path and its query, in three lines.
struct Callback
{
    int served = 0;

    LoopbackResponse operator()(const LoopbackRequest& request)
    {
        if (request.path != "/callback")
            return {404, "text/plain", "no", {}};
        if (!decodeForm(request.query))
            return {400, "text/plain", "no", {}};
        ++served;
        return {200, "text/html; charset=utf-8", "<p>done", {}};
    }
};

struct Fixture
{
    Callback callback;
    LoopbackHttpServer server;

    explicit Fixture(LoopbackServerLimits limits = {})
        : server([this](const LoopbackRequest& request) { return callback(request); }, limits)
    {
        if (!server.listen(kLocal))
            qFatal("cannot listen");
    }

    int statusFor(const QByteArray& bytes)
    {
        RawClient client(server.port());
        client.send(bytes);
        return client.waitClosed() ? client.status() : -1;
    }
    QByteArray rightRequest() const { return getRequest(server.port(), "/callback?code=c&state=s"); }
};

} // namespace

class LoopbackHttpServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ignores_data();
    void ignores();
    void servesSegments();
    void servesForms();
    void readsOnlyTheFirstRequest_data();
    void readsOnlyTheFirstRequest();
    void saysNothingOfItself_data();
    void saysNothingOfItself();
    void tellsWhichMethods();
    void redirects();
    void answersThenCloses();
};

void LoopbackHttpServerTest::ignores_data()
{
    QTest::addColumn<QByteArray>("bytes"); // PORT stands for the port
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: 127.0.0.1:PORT\r\n";
    const auto row = [](const char* name, const QByteArray& bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const auto get = [&host](const QByteArray& target) {
        return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n";
    };
    const auto method = [&host](const QByteArray& name, const QByteArray& more = {}) {
        return name + " /callback?code=c&state=s HTTP/1.1\r\n" + host + more + "\r\n";
    };
    const auto header = [&host](const QByteArray& lines) {
        return "GET /callback?code=c HTTP/1.1\r\n" + host + lines + "\r\n";
    };
    const auto onlyHost = [](const QByteArray& lines) {
        return "GET /callback?code=c HTTP/1.1\r\n" + lines + "\r\n";
    };

    row("A014 /", get("/"), 404);
    row("A014 /callback2", get("/callback2"), 404);
    row("A014 /callback/..", get("/callback/.."), 404);
    row("A014 //callback", get("//callback"), 404);
    row("A014 /CALLBACK", get("/CALLBACK"), 404);
    row("A014 /%63allback", get("/%63allback"), 404);
    row("A014 /callback/", get("/callback/"), 404);
    row("A015 absolute form", get("http://evil/callback?code=c"));
    row("A016 POST", method("POST", "Content-Length: 3\r\n") + "a=b", 405);
    row("A016 POST, body never sent", method("POST", "Content-Length: 1000000\r\n"), 405);
    row("A017 HEAD", method("HEAD"), 405);
    row("A018 preflight", method("OPTIONS", "Origin: https://evil\r\nAccess-Control-Request-Method: GET\r\n"),
        405);
    row("A018 private network preflight",
        method("OPTIONS", "Origin: https://evil\r\nAccess-Control-Request-Private-Network: true\r\n"), 405);
    row("A019 PUT", method("PUT"), 405);
    row("A019 DELETE", method("DELETE"), 405);
    row("A019 TRACE", method("TRACE"), 405);
    row("A019 CONNECT", "CONNECT evil:443 HTTP/1.1\r\n" + host + "\r\n");
    row("A019 100 characters", method(QByteArray(100, 'M')), 405);
    row("A020 HTTP/0.9", "GET /callback?code=c\r\n");
    row("A020 HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("A020 TLS ClientHello", QByteArray::fromHex("1603010200010001fc0303") + QByteArray(500, '\x42'));
    row("A020 SSH", "SSH-2.0-OpenSSH_9.2p1\r\n");
    row("A021 request line of 8193 bytes", get("/callback?" + QByteArray(8193 - 23, 'a')), 414);
    QByteArray lines;
    for (int i = 0; i < 64; ++i)
        lines += "X: y\r\n";
    row("A022 65 header lines", header(lines), 431);
    row("A022 header of 20 KiB", header("X: " + QByteArray(20 * 1024, 'a') + "\r\n"), 431);
    row("A023 no colon", header("nocolon\r\n"));
    row("A023 bare CR", header("X: a\rb\r\n"));
    row("A023 bare LF", header("X: a\nb\r\n"));
    row("A023 folded", header("X: a\r\n b\r\n"));
    row("A023 NUL", header(QByteArray("X: a\0\r\n", 7)));
    row("A023 leading space", header(" X: a\r\n"));
    row("A024 empty version", "GET / \r\n");
    row("A025 two Host headers", header(host));
    row("A025 missing Host", onlyHost({}));
    row("A025 evil.example", onlyHost("Host: evil.example\r\n"));
    row("A025 evil.example:PORT", onlyHost("Host: evil.example:PORT\r\n"));
    row("A025 localhost.evil:PORT", onlyHost("Host: localhost.evil:PORT\r\n"));
    row("A025 localhost:PORT", onlyHost("Host: localhost:PORT\r\n"));
    row("A025 [::1]:PORT", onlyHost("Host: [::1]:PORT\r\n"));
    row("A026 other port", onlyHost("Host: 127.0.0.1:1\r\n"));
    row("A026 no port", onlyHost("Host: 127.0.0.1\r\n"));
    row("A027 Content-Length -1", header("Content-Length: -1\r\n"));
    row("A027 twenty digits", header("Content-Length: 99999999999999999999\r\n"));
    row("A027 two different", header("Content-Length: 0\r\nContent-Length: 1\r\n"));
    row("A027 with chunked", header("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"));
    row("A027 GET with a body", header("Content-Length: 5\r\n") + "hello");
    row("A033 favicon", get("/favicon.ico"), 404);
    row("A033 robots", get("/robots.txt"), 404);
    row("A033 touch icon", get("/apple-touch-icon.png"), 404);
    row("A033 well-known", get("/.well-known/appspecific/com.chrome.devtools.json"), 404);
    row("A042 %2", get("/callback?code=%2"));
    row("A042 %zz", get("/callback?code=%zz"));
    row("A042 %00", get("/callback?code=%00"));
    row("A042 %u0041", get("/callback?code=%u0041"));
    row("A042 overlong", get("/callback?code=%c0%ae"));
    row("A045 fragment", get("/callback#code=c"));
}

void LoopbackHttpServerTest::ignores()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    Fixture fixture;
    QSignalSpy turnedAway(&fixture.server, &LoopbackHttpServer::turnedAway);
    bytes.replace("PORT", QByteArray::number(fixture.server.port()));

    RawClient client(fixture.server.port());
    client.send(bytes);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), status);
    QCOMPARE(fixture.callback.served, 0);
    QVERIFY(!client.received().toLower().contains("access-control"));
    QVERIFY(!client.received().contains("code"));
    if (!turnedAway.isEmpty())
        QCOMPARE(turnedAway.first().first().toInt(), status);

    QCOMPARE(fixture.statusFor(fixture.rightRequest()), 200);
    QCOMPARE(fixture.callback.served, 1);
    QTRY_VERIFY(fixture.server.children().isEmpty());
}

// A021 at the bound, A032
void LoopbackHttpServerTest::servesSegments()
{
    Fixture fixture;
    QCOMPARE(fixture.statusFor(getRequest(fixture.server.port(), "/callback?" + QByteArray(8192 - 23, 'a'))),
             200);

    RawClient client(fixture.server.port());
    client.sendInSegments(fixture.rightRequest(), 1);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), 200);
    QCOMPARE(fixture.callback.served, 2);
}

void LoopbackHttpServerTest::servesForms()
{
    QByteArray body;
    LoopbackHttpServer server([&body](const LoopbackRequest& request) {
        body = request.body;
        return LoopbackResponse{200, "application/json", "{}", {}};
    });
    server.setAllowedMethods({"GET", "POST"});
    QVERIFY(server.listen(kLocal));
    for (const qsizetype size : {qsizetype(0), qsizetype(3), limits::kRequestBodyBytes}) {
        RawClient client(server.port());
        client.send(postRequest(server.port(), "/token", QByteArray(size, 'a')));
        QVERIFY(client.waitClosed());
        QCOMPARE(client.status(), 200);
        QCOMPARE(body, QByteArray(size, 'a'));
    }
    // The answer arrives whole although the peer is still sending.
    RawClient client(server.port());
    client.send(postRequest(server.port(), "/token", QByteArray(600 * 1024, 'a')));
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), 413);
    QCOMPARE(client.body(), QByteArray("Content Too Large\n"));
}

void LoopbackHttpServerTest::readsOnlyTheFirstRequest_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<int>("served");
    QTest::newRow("A031 bad, then the right one") << QByteArray("/other") << 0;
    QTest::newRow("A031 right, then another") << QByteArray("/callback?code=1") << 1;
}

void LoopbackHttpServerTest::readsOnlyTheFirstRequest()
{
    QFETCH(QByteArray, first);
    QFETCH(int, served);
    Fixture fixture;
    RawClient client(fixture.server.port());
    client.send(getRequest(fixture.server.port(), first) + fixture.rightRequest());
    QVERIFY(client.waitClosed());
    QCOMPARE(client.received().count("HTTP/1.1 "), 1);
    QCOMPARE(fixture.callback.served, served);
}

void LoopbackHttpServerTest::saysNothingOfItself_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("A046 page") << QByteArray("/callback?code=canary&x=<script>canary</script>") << 200;
    QTest::newRow("A050 not found") << QByteArray("/canary") << 404;
    QTest::newRow("A050 turned away") << QByteArray("canary") << 400;
}

void LoopbackHttpServerTest::saysNothingOfItself()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    Fixture fixture;
    RawClient client(fixture.server.port());
    client.send(getRequest(fixture.server.port(), target));
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), status);
    QVERIFY(client.header("Content-Security-Policy").startsWith("default-src 'none'"));
    QCOMPARE(client.header("Referrer-Policy"), QByteArray("no-referrer"));
    QCOMPARE(client.header("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(client.header("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(client.header("Connection"), QByteArray("close"));
    QCOMPARE(client.header("Content-Length").toLongLong(), client.body().size());
    const QByteArray lower = client.received().toLower();
    for (const char* word : {"canary", "tessera", "server:", "qt", "0.1"})
        QVERIFY2(!lower.contains(word), word);
}

// RFC 9110 section 15.5.6
void LoopbackHttpServerTest::tellsWhichMethods()
{
    Fixture fixture;
    fixture.server.setAllowedMethods({"GET", "POST"});
    RawClient client(fixture.server.port());
    client.send("PUT / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(fixture.server.port()) +
                "\r\n\r\n");
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), 405);
    QCOMPARE(client.header("Allow"), QByteArray("GET, POST"));
}

void LoopbackHttpServerTest::redirects()
{
    LoopbackHttpServer server([](const LoopbackRequest&) {
        return LoopbackResponse{303, {}, {}, {{"Location", "/consent"}, {"Set-Cookie", "a=1"}}};
    });
    QVERIFY(server.listen(kLocal));
    RawClient client(server.port());
    client.send(getRequest(server.port(), "/login"));
    QVERIFY(client.waitClosed());
    QCOMPARE(client.status(), 303);
    QCOMPARE(client.header("Location"), QByteArray("/consent"));
}

// A034: the page still arrives, the port is closed behind it.
void LoopbackHttpServerTest::answersThenCloses()
{
    const QByteArray page(4 * 1024 * 1024, 'p'); // more than the kernel takes at once
    LoopbackHttpServer* self = nullptr;
    LoopbackHttpServer server([&](const LoopbackRequest&) {
        self->close();
        return LoopbackResponse{200, "text/plain", page, {}};
    });
    self = &server;
    QVERIFY(server.listen(kLocal));
    const quint16 port = server.port();
    RawClient idle(port);
    QVERIFY(idle.waitConnected());
    RawClient client(port);
    client.send(getRequest(port, "/"));
    QVERIFY(client.waitClosed());
    QCOMPARE(client.body(), page);
    QVERIFY(!server.isListening());
    QVERIFY(idle.waitClosed());
    QVERIFY(idle.received().isEmpty());

    RawClient replay(port);
    QTRY_COMPARE(replay.socket().error(), QAbstractSocket::ConnectionRefusedError);
    QTRY_VERIFY(server.children().isEmpty());
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackHttpServerTest)
#include "loopback_http_server_test.moc"
