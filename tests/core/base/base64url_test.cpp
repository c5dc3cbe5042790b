// Strict base64url (finding F5, attack A126), RFC 4648 section 10 and RFC 7515 appendix C.
#include "core/base/base64url.h"

#include "core/base/random.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace tessera::test {

class Base64urlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothWays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& bytes, const char* text) {
            QTest::newRow(name) << bytes << QByteArray(text);
        };
        row("RFC 4648 empty", "", "");
        row("RFC 4648 f", "f", "Zg");
        row("RFC 4648 fo", "fo", "Zm8");
        row("RFC 4648 foo", "foo", "Zm9v");
        row("RFC 4648 foob", "foob", "Zm9vYg");
        row("RFC 4648 fooba", "fooba", "Zm9vYmE");
        row("RFC 4648 foobar", "foobar", "Zm9vYmFy");
        row("RFC 7515 C", QByteArray::fromHex("03ecffe0c1"), "A-z_4ME");
        row("62 and 63", QByteArray::fromHex("fbefbeffffff"), "----____");
        row("NUL", QByteArray(3, '\0'), "AAAA");
    }

    void bothWays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(base64urlEncode(bytes), text);
        const auto decoded = base64urlDecode(text);
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }

    void everyLength()
    {
        for (int length = 0; length < 200; ++length) {
            const QByteArray bytes = randomBytes(length);
            QCOMPARE(base64urlDecode(base64urlEncode(bytes)).value(), bytes);
        }
    }

    void everyByteOutsideTheAlphabet()
    {
        static const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int byte = 0; byte < 256; ++byte) {
            const char c = static_cast<char>(byte);
            QByteArray text = "AAAA";
            text[2] = c;
            const auto decoded = base64urlDecode(text);
            QCOMPARE(decoded.has_value(), alphabet.contains(c));
            if (!decoded)
                QCOMPARE(decoded.error().code, QStringLiteral("base64url.character"));
        }
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& text, const char* code) {
            QTest::newRow(name) << text << QString::fromLatin1(code);
        };
        row("A126 padding", "YQ==", "base64url.character");
        row("A126 one padding", "YWI=", "base64url.character");
        row("A126 padding alone", "====", "base64url.character");
        row("A126 plus", "AA+A", "base64url.character");
        row("A126 slash", "AA/A", "base64url.character");
        row("A126 space", "AA A", "base64url.character");
        row("A126 newline", "AAA\n", "base64url.character");
        row("A126 question mark", "AA?A", "base64url.character");
        row("A126 asterisk", "YQ*A", "base64url.character");
        row("A126 NUL", QByteArray("AA\0A", 4), "base64url.character");
        row("A126 8-bit", "AA\xC4\x80", "base64url.character");
        row("A126 length 1", "Y", "base64url.length");
        row("A126 length 5", "AAAAA", "base64url.length");
        row("A126 trailing bits, one byte", "YR", "base64url.trailing_bits");
        row("A126 trailing bits, lowest", "AB", "base64url.trailing_bits");
        row("A126 trailing bits, all four", "AP", "base64url.trailing_bits");
        row("A126 trailing bits, two bytes", "AAB", "base64url.trailing_bits");
        row("A126 trailing bits, both", "AAD", "base64url.trailing_bits");
        row("A126 trailing bits after a long text", QByteArray(4000, 'A') + "AB", "base64url.trailing_bits");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        const auto decoded = base64urlDecode(text);
        QVERIFY(!decoded);
        QTEST(decoded.error().code, "code");
        QCOMPARE(decoded.error().kind, ErrorKind::Malformed);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::Base64urlTest)
#include "base64url_test.moc"
