// Header lines as people paste them.
#include "core/inspector/header_block.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class HeaderBlockTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void request()
    {
        const auto blocks =
            parseHeaderBlocks("GET /cb?code=a HTTP/1.1\r\nHost: x.example\r\nCookie: a=b\r\n\r\nbody\r\n");
        QVERIFY(blocks);
        QCOMPARE(blocks->size(), 1);
        const HeaderBlock& block = blocks->first();
        QCOMPARE(block.direction, HeaderBlock::Request);
        QCOMPARE(block.target, QByteArray("/cb?code=a"));
        QCOMPARE(block.headers.size(), 2);
        QCOMPARE(block.values("cookie"), QList<QByteArray>{"a=b"});
        QCOMPARE(block.body, QByteArray("body\n"));
        QVERIFY(!block.isResponse());
    }

    void severalSetCookies()
    {
        const auto blocks = parseHeaderBlocks("HTTP/2 302\nset-cookie: a=b\nSet-Cookie: c=d\n");
        QCOMPARE(blocks->first().values("Set-Cookie").size(), 2);
        QCOMPARE(blocks->first().status, 302);
        QVERIFY(blocks->first().isResponse());
    }

    void withoutStartLine()
    {
        const auto blocks = parseHeaderBlocks("Set-Cookie: a=b\nServer: x");
        QCOMPARE(blocks->first().direction, HeaderBlock::Unknown);
        QVERIFY(blocks->first().isResponse());
        QVERIFY(!parseHeaderBlocks("Cookie: a=b\nHost: x")->first().isResponse());
    }

    void curlTranscript()
    {
        const auto blocks = parseHeaderBlocks("* Connected to x\n> GET / HTTP/1.1\n> Host: x\n>\n* remark\n"
                                              "< HTTP/1.1 200 OK\n< Server: y\n<\n");
        QCOMPARE(blocks->size(), 2);
        QCOMPARE(blocks->at(0).values("Host"), QList<QByteArray>{"x"});
        QCOMPARE(blocks->at(1).values("Server"), QList<QByteArray>{"y"});
        QVERIFY(blocks->at(0).strangeLines.isEmpty());
    }

    void http2Names()
    {
        const auto blocks = parseHeaderBlocks(":authority: x.example\n:path: /a?b=c");
        QCOMPARE(blocks->first().values(":path"), QList<QByteArray>{"/a?b=c"});
    }

    void foldedAndStrangeLines() // A354
    {
        const auto blocks = parseHeaderBlocks("A: b\r\n c\r\nwhat is this\r\nD:e");
        const HeaderBlock& block = blocks->first();
        QCOMPARE(block.values("A"), QList<QByteArray>{"b c"});
        QCOMPARE(block.foldedLines, 1);
        QCOMPARE(block.strangeLines, QList<int>{3});
        QCOMPARE(block.values("d"), QList<QByteArray>{"e"});
    }

    void bounds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("read");
        const QByteArray line("A: b\n");
        QTest::newRow("A289 1,000 headers") << line.repeated(1000) << true;
        QTest::newRow("A289 1,001 headers") << line.repeated(1001) << false;
        QTest::newRow("A289 1,001 start lines") << QByteArray("GET / HTTP/1.1\n").repeated(1001) << false;
        QTest::newRow("A289 1,001 folded lines") << "A: b\n" + QByteArray(" c\n").repeated(1001) << false;
        QTest::newRow("A289 empty lines") << QByteArray("\n").repeated(100000) << true;
        QTest::newRow("A289 long body") << "A: b\n\n" + line.repeated(100000) << true;
        QTest::newRow("empty") << QByteArray() << true;
    }
    void bounds()
    {
        QFETCH(QByteArray, text);
        const auto blocks = parseHeaderBlocks(text);
        QTEST(blocks.has_value(), "read");
        if (!blocks)
            QCOMPARE(blocks.error().code, QStringLiteral("header.too_many"));
    }

    void loneHeader()
    {
        QCOMPARE(loneHeaderName("Cookie: a"), QByteArray("cookie"));
        QCOMPARE(loneHeaderName("Cookie: a\n b"), QByteArray("cookie"));
        QCOMPARE(loneHeaderName("Cookie: a\nHost: b"), QByteArray());
        QCOMPARE(loneHeaderName("no header"), QByteArray());
        QCOMPARE(loneHeaderValue("Cookie:  a\r\n b "), QByteArray("a\r\n b"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HeaderBlockTest)
#include "header_block_test.moc"
