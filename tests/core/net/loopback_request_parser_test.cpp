// Requests as bytes: A014–A032 as far as they are grammar. Every row is fed whole and byte by byte (A032).
#include "core/net/loopback_request_parser.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using Outcome = LoopbackRequestParser::Outcome;

LoopbackRequestParser::Rules rules()
{
    return {{}, {"GET", "POST"}, {"127.0.0.1:8787"}};
}

const QByteArray kHost = "Host: 127.0.0.1:8787\r\n";

QByteArray get(const QByteArray& target, const QByteArray& headers = kHost)
{
    return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray& headers, const QByteArray& body)
{
    return "POST /p HTTP/1.1\r\n" + kHost + headers + "\r\n" + body;
}

Outcome feedBytewise(LoopbackRequestParser& parser, const QByteArray& bytes)
{
    Outcome outcome = Outcome::NeedMore;
    for (char byte : bytes) {
        outcome = parser.feed(QByteArrayView(&byte, 1));
        if (outcome != Outcome::NeedMore)
            break;
    }
    return outcome;
}

} // namespace

class LoopbackRequestParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void waits_data();
    void waits();
    void keepsHeaders();
    void ignoresWhatFollows();
    void staysRejected();
};

void LoopbackRequestParserTest::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& path,
                        const QByteArray& query = {}, const QByteArray& body = {}) {
        QTest::newRow(name) << bytes << path << query << body;
    };
    row("plain", get("/callback/4f?code=a&state=b"), "/callback/4f", "code=a&state=b");
    row("HTTP/1.0", "GET / HTTP/1.0\r\n" + kHost + "\r\n", "/");
    row("A014 path as sent", get("/%63allback/../x"), "/%63allback/../x");
    row("A014 two slashes", get("//callback"), "//callback");
    row("second question mark", get("/a?b?c"), "/a", "b?c");
    row("empty query", get("/a?"), "/a", "");
    row("A042 bad percent is not decoded here", get("/a?b=%zz"), "/a", "b=%zz");
    row("marks browsers leave bare in a query", get("/a?b={|}^`\\"), "/a", "b={|}^`\\");
    row("header name in capitals", get("/", "HOST: 127.0.0.1:8787\r\n"), "/");
    row("space around a value", get("/", "Host: \t 127.0.0.1:8787 \t\r\n"), "/");
    row("no space before a value", get("/", "Host:127.0.0.1:8787\r\n"), "/");
    row("bytes above ASCII in a value", get("/", kHost + "X: \xc3\xbc\r\n"), "/");
    row("empty value", get("/", kHost + "X:\r\n"), "/");
    row("GET with Content-Length 0", get("/", kHost + "Content-Length: 0\r\n"), "/");
    row("POST", post("Content-Length: 3\r\n", "a=b"), "/p", {}, "a=b");
    row("POST with an empty body", post("Content-Length: 0\r\n", {}), "/p");
    row("POST with any bytes", post("Content-Length: 4\r\n", QByteArray("\0\r\n\xff", 4)), "/p", {},
        QByteArray("\0\r\n\xff", 4));
    row("A021 request line at the bound", get('/' + QByteArray(8192 - 14, 'a')),
        '/' + QByteArray(8192 - 14, 'a'));
    QByteArray lines = kHost;
    for (int i = 1; i < 64; ++i)
        lines += "X: y\r\n";
    row("A022 64 header lines", get("/", lines), "/");
    row("A022 header bytes at the bound",
        get("/", kHost + "X: " + QByteArray(16 * 1024 - (kHost.size() - 2) - 3, 'a') + "\r\n"), "/");
    row("body at the bound", post("Content-Length: 65536\r\n", QByteArray(65536, 'a')), "/p", {},
        QByteArray(65536, 'a'));
}

void LoopbackRequestParserTest::accepts()
{
    QFETCH(QByteArray, bytes);
    LoopbackRequestParser whole(rules());
    QCOMPARE(whole.feed(bytes), Outcome::Request);
    LoopbackRequestParser bytewise(rules());
    QCOMPARE(feedBytewise(bytewise, bytes), Outcome::Request);
    for (const LoopbackRequest& request : {whole.request(), bytewise.request()}) {
        QTEST(request.path, "path");
        QTEST(request.query, "query");
        QTEST(request.body, "body");
    }
    QCOMPARE(bytewise.request().headers, whole.request().headers);
}

void LoopbackRequestParserTest::rejects_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const auto method = [](const QByteArray& name) { return name + " / HTTP/1.1\r\n" + kHost + "\r\n"; };
    const auto header = [](const QByteArray& lines) { return get("/", kHost + lines); };

    row("A015 absolute form", get("http://evil/callback?code=a"));
    row("A015 absolute form of ourselves", get("http://127.0.0.1:8787/callback"));
    row("A015 asterisk form", get("*"));
    row("A015 no slash", get("callback"));
    row("A015 fragment", get("/a#b"));
    row("A017 HEAD", method("HEAD"), 405);
    row("A018 OPTIONS", method("OPTIONS"), 405);
    row("A019 PUT", method("PUT"), 405);
    row("A019 DELETE", method("DELETE"), 405);
    row("A019 TRACE", method("TRACE"), 405);
    row("A019 PATCH", method("PATCH"), 405);
    row("A019 CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" + kHost + "\r\n");
    row("A019 100 characters", method(QByteArray(100, 'X')), 405);
    row("A019 lower case", method("get"), 405);
    row("A019 no token", method("G<T"));
    row("A020 HTTP/0.9", "GET /callback\r\n");
    row("A020 HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("A020 TLS ClientHello", QByteArray::fromHex("16030100c8010000c40303"));
    row("A020 SSH", "SSH-2.0-OpenSSH_9.2\r\n");
    row("A020 HTTP/1.2", "GET / HTTP/1.2\r\n", 505);
    row("A020 HTTP/3.0", "GET / HTTP/3.0\r\n", 505);
    row("A020 lower case", "GET / http/1.1\r\n");
    row("A020 HTTP/1.10", "GET / HTTP/1.10\r\n");
    row("A021 request line past the bound", get('/' + QByteArray(8193 - 14, 'a')), 414);
    row("A021 request line without an end", QByteArray(8193, 'a'), 414);
    QByteArray lines;
    for (int i = 0; i < 64; ++i)
        lines += "X: y\r\n";
    row("A022 65 header lines", header(lines), 431);
    row("A022 header of 20 KiB", header("X: " + QByteArray(20 * 1024, 'a') + "\r\n"), 431);
    row("A022 header bytes past the bound",
        header("X: " + QByteArray(16 * 1024 - (kHost.size() - 2) - 3 + 1, 'a') + "\r\n"), 431);
    row("A022 header without an end", "GET / HTTP/1.1\r\n" + QByteArray(16 * 1024 + 1, 'a'), 431);
    row("A023 no colon", header("nocolon\r\n"));
    row("A023 empty name", header(": x\r\n"));
    row("A023 space before the colon", header("X : y\r\n"));
    row("A023 bare CR", header("X: a\rb\r\n"));
    row("A023 bare LF", header("X: a\nY: b\r\n"));
    row("A023 bare LF in the request line", "GET / HTTP/1.1\n" + kHost + "\r\n");
    row("A023 bare LF ends the head", "GET / HTTP/1.1\r\n" + kHost + "\n");
    row("A023 folded line", header("X: a\r\n b\r\n"));
    row("A023 folded with tab", header("X: a\r\n\tb\r\n"));
    row("A023 NUL", header(QByteArray("X: a\0b\r\n", 8)));
    row("A023 NUL in the request line", QByteArray("GET /\0 HTTP/1.1\r\n", 17));
    row("A023 control character", header("X: \x01\r\n"));
    row("A023 DEL", header("X: \x7f\r\n"));
    row("A023 leading space", "GET / HTTP/1.1\r\n " + kHost + "\r\n");
    row("A023 byte above ASCII in a name", header("X\xc3\xbc: y\r\n"));
    row("A024 empty version", "GET / \r\n");
    row("A024 empty target", "GET  HTTP/1.1\r\n");
    row("A024 two spaces", "GET  / HTTP/1.1\r\n");
    row("A024 space at the end", "GET / HTTP/1.1 \r\n");
    row("A024 tab", "GET\t/\tHTTP/1.1\r\n");
    row("A024 empty line first", "\r\n" + get("/"));
    row("A024 byte above ASCII in the target", get("/\xc3\xbc"));
    row("A025 two Host headers", header(kHost));
    row("A025 no Host", get("/", "X: y\r\n"));
    row("A025 no Host, HTTP/1.0", "GET / HTTP/1.0\r\n\r\n");
    row("A025 evil.example", get("/", "Host: evil.example\r\n"));
    row("A025 evil.example with our port", get("/", "Host: evil.example:8787\r\n"));
    row("A025 localhost.evil", get("/", "Host: localhost.evil:8787\r\n"));
    row("A025 localhost when not allowed", get("/", "Host: localhost:8787\r\n"));
    row("A025 empty Host", get("/", "Host:\r\n"));
    row("A025 list of hosts", get("/", "Host: 127.0.0.1:8787, evil.example\r\n"));
    row("A025 other spelling of the address", get("/", "Host: 127.1:8787\r\n"));
    row("A026 other port", get("/", "Host: 127.0.0.1:8788\r\n"));
    row("A026 no port", get("/", "Host: 127.0.0.1\r\n"));
    row("A027 Content-Length -1", post("Content-Length: -1\r\n", {}));
    row("A027 Content-Length +3", post("Content-Length: +3\r\n", "a=b"));
    row("A027 Content-Length 0x3", post("Content-Length: 0x3\r\n", "a=b"));
    row("A027 empty Content-Length", post("Content-Length:\r\n", "a=b"));
    row("A027 twenty digits", post("Content-Length: 99999999999999999999\r\n", {}));
    row("A027 two different", post("Content-Length: 3\r\nContent-Length: 4\r\n", "a=bc"));
    row("A027 two equal", post("Content-Length: 3\r\nContent-Length: 3\r\n", "a=b"));
    row("A027 list", post("Content-Length: 3, 3\r\n", "a=b"));
    row("A027 with Transfer-Encoding",
        post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    row("A027 Transfer-Encoding alone", post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    row("A027 Transfer-Encoding identity", header("transfer-encoding: identity\r\n"));
    row("A027 GET with a body", header("Content-Length: 3\r\n") + "a=b");
    row("POST without Content-Length", post({}, {}), 411);
    row("body past the bound", post("Content-Length: 65537\r\n", {}), 413);
}

void LoopbackRequestParserTest::rejects()
{
    QFETCH(QByteArray, bytes);
    LoopbackRequestParser whole(rules());
    QCOMPARE(whole.feed(bytes), Outcome::Reject);
    QTEST(whole.rejectStatus(), "status");
    LoopbackRequestParser bytewise(rules());
    QCOMPARE(feedBytewise(bytewise, bytes), Outcome::Reject);
    QTEST(bytewise.rejectStatus(), "status");
}

void LoopbackRequestParserTest::waits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("A030 nothing") << QByteArray();
    QTest::newRow("A028 part of the request line") << QByteArray("GET /callback?co");
    QTest::newRow("A028 CR without its LF yet") << QByteArray("GET / HTTP/1.1\r");
    QTest::newRow("A021 line at the bound without an end") << QByteArray(8192, 'a');
    QTest::newRow("A028 headers without an end") << "GET / HTTP/1.1\r\n" + kHost;
    QTest::newRow("A028 last CR") << "GET / HTTP/1.1\r\n" + kHost + '\r';
    QTest::newRow("A028 body one short") << post("Content-Length: 4\r\n", "a=b");
}

void LoopbackRequestParserTest::waits()
{
    QFETCH(QByteArray, bytes);
    LoopbackRequestParser whole(rules());
    QCOMPARE(whole.feed(bytes), Outcome::NeedMore);
    LoopbackRequestParser bytewise(rules());
    QCOMPARE(feedBytewise(bytewise, bytes), Outcome::NeedMore);
}

void LoopbackRequestParserTest::keepsHeaders()
{
    LoopbackRequestParser parser(rules());
    QCOMPARE(parser.feed(get("/", kHost + "Cookie: a=1:2\r\nCOOKIE: b\r\n")), Outcome::Request);
    QCOMPARE(parser.request().method, QByteArray("GET"));
    QCOMPARE(parser.request().headers,
             (QList<HttpHeader>{{"Host", "127.0.0.1:8787"}, {"Cookie", "a=1:2"}, {"COOKIE", "b"}}));
    QCOMPARE(parser.request().header("cookie"), QByteArray("a=1:2"));
    QCOMPARE(parser.request().header("absent"), QByteArray());
}

// A031
void LoopbackRequestParserTest::ignoresWhatFollows()
{
    LoopbackRequestParser parser(rules());
    QCOMPARE(parser.feed(get("/first") + get("/second")), Outcome::Request);
    QCOMPARE(parser.feed(get("/third")), Outcome::Request);
    QCOMPARE(parser.request().path, QByteArray("/first"));
    QVERIFY(parser.request().body.isEmpty());
}

void LoopbackRequestParserTest::staysRejected()
{
    LoopbackRequestParser parser(rules());
    QCOMPARE(parser.feed("nonsense\r\n" + get("/right")), Outcome::Reject);
    QCOMPARE(parser.feed(get("/right")), Outcome::Reject);
    QCOMPARE(parser.rejectStatus(), 400);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackRequestParserTest)
#include "loopback_request_parser_test.moc"
