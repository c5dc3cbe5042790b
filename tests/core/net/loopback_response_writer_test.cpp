// Bytes of an answer: A046, A050, A318.
#include "core/net/loopback_response_writer.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class LoopbackResponseWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheStandardHeaders();
    void givenHeadersReplaceStandardOnes();
    void repeatsGivenHeaders();
    void neverSplits_data();
    void neverSplits();
    void namesEachStatus_data();
    void namesEachStatus();
};

void LoopbackResponseWriterTest::writesTheStandardHeaders()
{
    QCOMPARE(serialize({200, "text/html; charset=utf-8", "<p>hi", {}}),
             QByteArray("HTTP/1.1 200 OK\r\n"
                        "Content-Type: text/html; charset=utf-8\r\n"
                        "Content-Length: 5\r\n"
                        "Connection: close\r\n"
                        "Cache-Control: no-store\r\n"
                        "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; "
                        "frame-ancestors 'none'\r\n"
                        "Referrer-Policy: no-referrer\r\n"
                        "X-Content-Type-Options: nosniff\r\n"
                        "\r\n<p>hi"));
}

void LoopbackResponseWriterTest::givenHeadersReplaceStandardOnes()
{
    const QByteArray bytes = serialize({303,
                                        "text/html",
                                        {},
                                        {{"Location", "/next?a=b"},
                                         {"content-security-policy", "default-src 'self'"},
                                         {"Cache-Control", "max-age=60"}}});
    QVERIFY(bytes.startsWith("HTTP/1.1 303 See Other\r\n"));
    QVERIFY(bytes.contains("\r\nLocation: /next?a=b\r\n"));
    QVERIFY(bytes.contains("\r\ncontent-security-policy: default-src 'self'\r\n"));
    QVERIFY(!bytes.contains("default-src 'none'"));
    QCOMPARE(bytes.count("ache-Control"), 1);
    QVERIFY(bytes.contains("\r\nReferrer-Policy: no-referrer\r\n"));
}

void LoopbackResponseWriterTest::repeatsGivenHeaders()
{
    const QByteArray bytes =
        serialize({200, "text/html", {}, {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}});
    QVERIFY(bytes.contains("\r\nSet-Cookie: a=1\r\n"));
    QVERIFY(bytes.contains("\r\nSet-Cookie: b=2\r\n"));
}

void LoopbackResponseWriterTest::neverSplits_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("A318 CR LF") << QByteArray("Location") << QByteArray("/a\r\nSet-Cookie: x=1");
    QTest::newRow("A318 LF") << QByteArray("Location") << QByteArray("/a\nSet-Cookie: x=1");
    QTest::newRow("A318 CR") << QByteArray("Location") << QByteArray("/a\rSet-Cookie: x=1");
    QTest::newRow("A318 NUL") << QByteArray("Location") << QByteArray("/a\0b", 4);
    QTest::newRow("A318 in the name") << QByteArray("Set-Cookie: x=1\r\nA") << QByteArray("b");
}

void LoopbackResponseWriterTest::neverSplits()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const QByteArray bytes = serialize({303, "text/html", "body", {{name, value}}});
    QVERIFY(bytes.startsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    QVERIFY(!bytes.contains("Set-Cookie"));
    QVERIFY(!bytes.contains("Location"));
}

void LoopbackResponseWriterTest::namesEachStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("200") << 200 << QByteArray("HTTP/1.1 200 OK");
    QTest::newRow("404") << 404 << QByteArray("HTTP/1.1 404 Not Found");
    QTest::newRow("410") << 410 << QByteArray("HTTP/1.1 410 Gone");
    QTest::newRow("414") << 414 << QByteArray("HTTP/1.1 414 URI Too Long");
    QTest::newRow("one without a name") << 299 << QByteArray("HTTP/1.1 299 Status");
}

void LoopbackResponseWriterTest::namesEachStatus()
{
    QFETCH(int, status);
    QFETCH(QByteArray, line);
    QVERIFY(serialize(plainResponse(status)).startsWith(line + "\r\n"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackResponseWriterTest)
#include "loopback_response_writer_test.moc"
