// Bounded inflating: bombs, ends that never come, and texts that are no DEFLATE (A168).
#include "core/jose/inflate.h"

#include "core/base/random.h"
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

/// RFC 1951 section 3.2.4: stored blocks of nothing, none of which is the last.
QByteArray withoutEnd(int blocks)
{
    return QByteArray::fromHex("000000ffff").repeated(blocks);
}

} // namespace

class InflateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a word") << QByteArray("word");
        QTest::newRow("noise") << randomBytes(5000);
        QTest::newRow("just fits") << QByteArray(kMaxInflatedBytes, 'x');
    }

    void roundTrip()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(inflateRaw(deflateRaw(text)).value(), text);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("compressed");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& compressed, const char* code) {
            QTest::newRow(name) << compressed << QString::fromLatin1(code);
        };
        const QByteArray good = deflateRaw("a text of some length, and of some length again");
        row("good", good, "ok");
        row("A168 one byte too many", deflateRaw(QByteArray(kMaxInflatedBytes + 1, 'x')),
            "inflate.too_large");
        row("A168 bomb of 1:1000", deflateRaw(QByteArray(10 * 1024 * 1024, '\0')), "inflate.too_large");
        row("A168 bomb cut off", deflateRaw(QByteArray(4 * 1024 * 1024, '\0')).first(3000),
            "inflate.too_large");
        row("A168 endless", withoutEnd(100000), "inflate.truncated");
        row("A168 endless, then an end", withoutEnd(1000) + deflateRaw({}), "ok");
        row("A168 empty", {}, "inflate.truncated");
        row("A168 cut by a byte", good.chopped(1), "inflate.truncated");
        row("A168 first byte only", good.first(1), "inflate.truncated");
        row("A168 one byte after the end", good + 'x', "inflate.trailing");
        row("A168 two streams", good + good, "inflate.trailing");
        row("A168 block type 3", QByteArray(1, '\x07'), "inflate.corrupt");
        row("A168 stored length wrong", QByteArray::fromHex("010100ffff41"), "inflate.corrupt");
        row("A168 distance before the start", QByteArray::fromHex("030200"), "inflate.corrupt");
        row("A168 zlib frame", QByteArray::fromHex("789c4b4c04000187 00c4"), "inflate.corrupt");
        row("A168 gzip frame", QByteArray::fromHex("1f8b0800000000000003"), "inflate.corrupt");
        row("A168 plain text", "{ 'sub': 'alice' }", "inflate.corrupt");
    }

    void refused()
    {
        QFETCH(QByteArray, compressed);
        const auto text = inflateRaw(compressed);
        QTEST(codeOf(text), "code");
        if (!text)
            QCOMPARE(text.error().kind, ErrorKind::Malformed);
    }

    void boundIsTheCallers()
    {
        const QByteArray ten = deflateRaw("0123456789");
        QCOMPARE(codeOf(inflateRaw(ten, 10)), QStringLiteral("ok"));
        QCOMPARE(codeOf(inflateRaw(ten, 9)), QStringLiteral("inflate.too_large"));
        QCOMPARE(codeOf(inflateRaw(deflateRaw({}), 0)), QStringLiteral("ok"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::InflateTest)
#include "inflate_test.moc"
