// What an attack may cost: less than 8 MiB of memory and 100 ms of processor time, whatever comes back (A083,
// A109, A111, A117, A192, A204, A318). The server floods from a process of its own, so both are the client's
// alone.
#include "tests/hostile/hostile_world.h"
#include "tests/support/flood_server.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::test::Flood)

namespace tessera::test {
namespace {

constexpr qint64 kMostBytes = 8 * 1024 * 1024;
constexpr qint64 kMostMilliseconds = 100;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kInstrumented = true;
#else
constexpr bool kInstrumented = false;
#endif

const QByteArray kHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

Result<HttpResponse> ask(const QUrl& url, qint64 maxBodyBytes)
{
    HttpRequest request;
    request.url = url;
    request.maxBodyBytes = maxBodyBytes;
    auto http = std::make_shared<HttpClient>();
    return await(http->send(request));
}

QString codeOf(const Result<HttpResponse>& response, qint64 maxBodyBytes)
{
    if (!response)
        return response.error().code;
    const auto object = requireJsonObject(*response, maxBodyBytes);
    return object ? QString() : object.error().code;
}

void warmUp()
{
    const FloodServer server({kHead + "Content-Length: 2\r\n\r\n{}", {}});
    QVERIFY(ask(server.url(), 1024));
}

} // namespace

class HostileBoundsTest final : public QObject
{
    Q_OBJECT

    static void addRow(const char* name, const char* code, const QByteArray& head,
                       const QByteArray& drip = {})
    {
        QTest::newRow(name) << QString::fromLatin1(code) << Flood{head, drip};
    }

private Q_SLOTS:
    void initTestCase() { warmUp(); }

    void replies_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<Flood>("flood");
        const QByteArray many(64 * 1024, 'x');
        const QByteArray chunked = kHead + "Transfer-Encoding: chunked\r\n\r\n";
        addRow("honest", "", kHead + "Content-Length: 2\r\n\r\n{}");
        addRow("A083 says 100 MB, and sends", "net.too_large", kHead + "Content-Length: 100000000\r\n\r\n",
               many);
        addRow("A109 says 1 TB", "net.too_large", kHead + "Content-Length: 1099511627776\r\n\r\n", many);
        addRow("A083 endless", "net.too_large", kHead + "\r\n", many);
        addRow("A109 endless chunks", "net.too_large", chunked, "10000\r\n" + many + "\r\n");
        addRow("A109 endless chunks of one byte", "net.bad_reply", chunked,
               QByteArray("1\r\nx\r\n").repeated(10'000));
        addRow("A109 one endless chunk", "net.too_large", chunked + "7fffffff\r\n", many);
        addRow("A109 chunk extension without end", "net.bad_reply", chunked + "1;", many);
        addRow("A109 chunk size without end", "net.bad_reply", chunked, QByteArray(64 * 1024, '0'));
        addRow("A083 gzip bomb", "net.bad_reply", kHead + "Content-Encoding: gzip\r\n\r\n", many);
        addRow("A318 header lines without end", "net.bad_reply", "HTTP/1.1 200 OK\r\n",
               QByteArray("X: y\r\n").repeated(10'000));
        addRow("A318 one header line without end", "net.bad_reply", "HTTP/1.1 200 OK\r\nX: ", many);
        addRow("A318 status line without end", "net.bad_reply", "HTTP/1.1 200 ", many);
        addRow("A318 10,000 header lines", "net.bad_reply",
               kHead + QByteArray("X: y\r\n").repeated(10'000) + "\r\n{}");
        addRow("A318 header of 1 MB", "net.bad_reply",
               kHead + "X: " + QByteArray(1'000'000, 'x') + "\r\n\r\n{}");
        addRow("A117 100 times 103", "net.bad_reply",
               QByteArray("HTTP/1.1 103 Early\r\nX: y\r\n\r\n").repeated(100) + kHead +
                   "Content-Length: 2\r\n\r\n{}");
        addRow("A117 103 without end", "net.bad_reply", {},
               QByteArray("HTTP/1.1 103 Early\r\nX: y\r\n\r\n").repeated(1'000));
        addRow("A192 401 with an endless body", "net.too_large",
               "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\n\r\n", many);
        addRow("A192 500 with an endless body", "net.too_large", "HTTP/1.1 500 No\r\nX: y\r\n\r\n", many);
        addRow("A112 redirect with an endless body", "net.too_large",
               "HTTP/1.1 302 No\r\nLocation: /x\r\n\r\n", many);
    }
    void replies()
    {
        QFETCH(Flood, flood);
        const FloodServer server(flood);
        const Spent spent;
        const QString got = codeOf(ask(server.url(), limits::kTokenReplyBytes), limits::kTokenReplyBytes);
        const qint64 milliseconds = spent.milliseconds();
        const qint64 bytes = spent.peakBytes();
        qInfo() << got << milliseconds << "ms" << bytes / 1024 << "KiB";
        QTEST(got, "code");
        if (kInstrumented)
            return; // what a sanitizer adds is not what a person pays
        QVERIFY2(bytes < kMostBytes, QByteArray::number(bytes).constData());
        QVERIFY2(milliseconds < kMostMilliseconds, QByteArray::number(milliseconds).constData());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileBoundsTest)
#include "hostile_bounds_test.moc"
