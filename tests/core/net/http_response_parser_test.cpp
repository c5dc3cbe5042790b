// The grammar of an answer, at once and byte by byte: RFC 9112 sections 4 to 7, A109, A111, A117, A318.
#include "core/net/http_response_parser.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using State = HttpResponseParser::State;

struct Read
{
    QString state; ///< "complete", "broken", "cut off"
    int status = 0;
    QByteArray body;
};

Read read(const QByteArray& bytes, qsizetype step)
{
    HttpResponseParser parser;
    Read out;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        parser.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
        out.body += parser.takeBody();
    }
    parser.close();
    out.state = parser.state() == State::Complete ? QStringLiteral("complete")
                : parser.isCutOff()               ? QStringLiteral("cut off")
                                                  : QStringLiteral("broken");
    out.status = parser.status();
    return out;
}

const QByteArray kOk = "HTTP/1.1 200 OK\r\n";
const QByteArray kChunked = kOk + "Transfer-Encoding: chunked\r\n\r\n";

QByteArray lines(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += 'X' + QByteArray::number(i) + ": y\r\n";
    return all;
}

} // namespace

class HttpResponseParserTest final : public QObject
{
    Q_OBJECT

    static void row(const char* name, const QByteArray& bytes, const char* state, const QByteArray& body = {})
    {
        QTest::newRow(name) << bytes << QString::fromLatin1(state) << body;
    }

    static void judge()
    {
        QFETCH(QByteArray, bytes);
        for (const qsizetype step : {bytes.size(), qsizetype(1), qsizetype(7)}) {
            const Read got = read(bytes, std::max<qsizetype>(step, 1));
            QTEST(got.state, "state");
            if (got.state == u"complete")
                QTEST(got.body, "body");
        }
    }

    static void columns()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QByteArray>("body");
    }

private Q_SLOTS:
    void heads_data()
    {
        columns();
        row("plain", kOk + "Content-Length: 2\r\n\r\n{}", "complete", "{}");
        row("line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", "complete", "{}");
        row("no reason", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "complete");
        row("HTTP/1.0", "HTTP/1.0 200 OK\r\nX: y\r\n\r\nab", "complete", "ab");
        row("no blank behind the colon", kOk + "Content-Length:1\r\n\r\na", "complete", "a");
        row("above ASCII", kOk + "X: \xe9\r\nContent-Length: 0\r\n\r\n", "complete");
        row("100 lines", kOk + lines(99) + "Content-Length: 0\r\n\r\n", "complete");
        row("A318 101 lines", kOk + lines(100) + "Content-Length: 0\r\n\r\n", "broken");
        row("A117 interim answers",
            "HTTP/1.1 103 E\r\nX: y\r\n\r\nHTTP/1.1 100 C\r\n\r\n" + kOk + "X: y\r\n\r\na", "complete", "a");
        row("A117 too many of them", QByteArray("HTTP/1.1 100 C\r\n\r\n").repeated(101), "broken");
        row("A117 101 nobody asked for", "HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n", "broken");
        row("HTTP/2", "HTTP/2 200\r\nX: y\r\n\r\n", "broken");
        row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "broken");
        row("status missing", "HTTP/1.1 \r\nX: y\r\n\r\n", "broken");
        row("status of four digits", "HTTP/1.1 2000 OK\r\nX: y\r\n\r\n", "broken");
        row("status 600", "HTTP/1.1 600 OK\r\nX: y\r\n\r\n", "broken");
        row("status 099", "HTTP/1.1 099 OK\r\nX: y\r\n\r\n", "broken");
        row("status +20", "HTTP/1.1 +20 OK\r\nX: y\r\n\r\n", "broken");
        row("no header line", kOk + "\r\n{}", "broken");
        row("A318 no colon", kOk + "X\r\n\r\n", "broken");
        row("A318 no name", kOk + ": y\r\n\r\n", "broken");
        row("A318 blank before the colon", kOk + "X : y\r\n\r\n", "broken");
        row("A318 continued line", kOk + "X: y\r\n z\r\n\r\n", "broken");
        row("A318 carriage return in a value", kOk + "X: y\rZ: a\r\n\r\n", "broken");
        row("A318 NUL in a value", kOk + QByteArray("X: y\0\r\n\r\n", 9), "broken");
        row("A318 status line without end", "HTTP/1.1 200 " + QByteArray(2000, 'x'), "broken");
        row("A318 header line without end", kOk + "X: " + QByteArray(17'000, 'x'), "broken");
        row("A111 ends in the status line", "HTTP/1.1 2", "cut off");
        row("A111 ends in a header", kOk + "Content-Le", "cut off");
        row("nothing", {}, "cut off");
    }
    void heads() { judge(); }

    void bodies_data()
    {
        columns();
        row("until closed", kOk + "X: y\r\n\r\nabc", "complete", "abc");
        row("more than announced", kOk + "Content-Length: 2\r\n\r\nabcd", "complete", "ab");
        row("A111 less than announced", kOk + "Content-Length: 9\r\n\r\nabc", "cut off");
        row("204 has none", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc", "complete");
        row("304 has none", "HTTP/1.1 304 No\r\nX: y\r\n\r\nabc", "complete");
        row("A318 two lengths", kOk + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "broken");
        row("A318 length -1", kOk + "Content-Length: -1\r\n\r\nabc", "broken");
        row("A318 length +3", kOk + "Content-Length: +3\r\n\r\nabc", "broken");
        row("A318 length in hexadecimal", kOk + "Content-Length: 0x3\r\n\r\nabc", "broken");
        row("A318 length past 64 bits", kOk + "Content-Length: 99999999999999999999\r\n\r\n", "broken");
        row("A318 length and chunks",
            kOk + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "broken");
        row("A111 gzip, then chunks", kOk + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "broken");
        row("chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "broken");
        row("chunks", kChunked + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n", "complete", "abc0123456789");
        row("chunks with a trailer", kChunked + "1\r\na\r\n0\r\nX: y\r\n\r\n", "complete", "a");
        row("A111 last chunk missing", kChunked + "3\r\nabc\r\n", "cut off");
        row("A111 cut in a chunk", kChunked + "5\r\nabc", "cut off");
        row("A111 chunk longer than it says", kChunked + "1\r\nabc\r\n0\r\n\r\n", "broken");
        row("A111 no size", kChunked + "\r\nabc\r\n", "broken");
        row("A111 size is a word", kChunked + "xyz\r\n", "broken");
        row("A111 size with a sign", kChunked + "-1\r\na\r\n", "broken");
        row("A111 size with a prefix", kChunked + "0x1\r\na\r\n", "broken");
        row("A109 size past 64 bits", kChunked + "10000000000000001\r\na\r\n", "broken");
        row("A109 16,384 chunks", kChunked + QByteArray("1\r\na\r\n").repeated(16383) + "0\r\n\r\n",
            "complete", QByteArray(16383, 'a'));
        row("A109 one more", kChunked + QByteArray("1\r\na\r\n").repeated(16384) + "0\r\n\r\n", "broken");
        row("A109 extension without end", kChunked + "1;" + QByteArray(300, 'x'), "broken");
        row("A109 trailer without end", kChunked + "0\r\n" + lines(101), "broken");
    }
    void bodies() { judge(); }

    void joinsLinesOfOneName()
    {
        HttpResponseParser parser;
        parser.feed(kOk + "WWW-Authenticate: Bearer\r\nwww-authenticate: DPoP\r\nX: y\r\n\r\n");
        const QList<HttpHeader> headers{{"WWW-Authenticate", "Bearer, DPoP"}, {"X", "y"}};
        QCOMPARE(parser.headers(), headers);
        QCOMPARE(parser.reason(), QByteArray("OK"));
        QCOMPARE(parser.state(), State::Body);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HttpResponseParserTest)
#include "http_response_parser_test.moc"
