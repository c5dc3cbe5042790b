// Compact JWEs taken apart: five parts, a header that says what it must, and nothing repaired (N113,
// A121–A129 for encryption).
#include "core/jose/jwe.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

QByteArray withHeader(const QByteArray& header)
{
    return base64urlEncode(header) + ".AA.AAAA.AAAA.AAAA";
}

QByteArray withMember(QStringView name, const QJsonValue& value)
{
    return withHeader(toJson(with(jweHeader(u"A128KW", u"A128GCM"), name, value)));
}

} // namespace

class JweTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& token, const char* code) {
            QTest::newRow(name) << token << QString::fromLatin1(code);
        };
        const QByteArray header = base64urlEncode(toJson(jweHeader(u"A128KW", u"A128GCM")));
        row("good", header + ".AA.AAAA.AAAA.AAAA", "ok");
        row("good, four empty parts", header + "....", "ok");
        row("N113 three parts", header + ".AA.AAAA", "jwe.parts");
        row("N113 four parts", header + ".AA.AAAA.AAAA", "jwe.parts");
        row("N113 six parts", header + ".AA.AAAA.AAAA.AAAA.AAAA", "jwe.parts");
        row("N113 a dot at the end", header + ".AA.AAAA.AAAA.AAAA.", "jwe.parts");
        row("N113 nothing", "", "jwe.parts");
        row("N113 no dot", header, "jwe.parts");
        row("N113 five parts, a header of signatures",
            withHeader(toJson({{QStringLiteral("alg"), QStringLiteral("RS256")}})), "jwe.enc");
        row("A128 dots up to the bound", QByteArray(kMaxTokenBytes, '.'), "jwe.parts");
        row("A128 ten million dots", QByteArray(10 * 1024 * 1024, '.'), "jwe.too_large");
        row("A126 padding", header + ".AA==.AAAA.AAAA.AAAA", "base64url.character");
        row("A126 plus", header + ".AA.AA+A.AAAA.AAAA", "base64url.character");
        row("A126 trailing bits", header + ".AB.AAAA.AAAA.AAAA", "base64url.trailing_bits");
        row("A126 length", header + ".AA.AAAA.AAAAA.AAAA", "base64url.length");
        row("A137 trailing newline", header + ".AA.AAAA.AAAA.AAA\n", "base64url.character");
        row("A137 leading space", ' ' + header + ".AA.AAAA.AAAA.AAAA", "base64url.character");
        row("header empty", ".AA.AAAA.AAAA.AAAA", "jwe.header");
    }

    void parts()
    {
        QFETCH(QByteArray, token);
        const auto jwe = parseCompactJwe(token);
        QTEST(codeOf(jwe), "code");
        if (!jwe)
            QCOMPARE(jwe.error().kind, ErrorKind::Malformed);
    }

    void bound()
    {
        const QByteArray token = withMember(u"kid", QStringLiteral("k"));
        QVERIFY(parseCompactJwe(token, token.size()));
        QCOMPARE(codeOf(parseCompactJwe(token, token.size() - 1)), QStringLiteral("jwe.too_large"));
    }

    void header_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& token, const char* code) {
            QTest::newRow(name) << token << QString::fromLatin1(code);
        };
        row("good", withMember(u"typ", QStringLiteral("JWT")), "ok");
        row("A127 array", withHeader("[]"), "json.not_an_object");
        row("A127 cut", withHeader("{ "), "json.syntax");
        row("A127 depth 33", withHeader("{ 'x':" + QByteArray(33, '[')), "json.syntax");
        row("A138 invalid UTF-8", withHeader("{\xFF}"), "json.encoding");
        row("A124 alg twice", withHeader(twice("alg", "dir")), "json.duplicate_name");
        row("A124 enc twice", withHeader(twice("enc", "A128GCM")), "json.duplicate_name");
        row("A121 alg missing", withMember(u"alg", QJsonValue::Undefined), "jwe.alg");
        row("A121 alg null", withMember(u"alg", QJsonValue()), "jwe.alg");
        row("A121 alg number", withMember(u"alg", 1), "jwe.alg");
        row("A121 alg array", withMember(u"alg", QJsonArray{QStringLiteral("dir")}), "jwe.alg");
        row("A121 alg empty", withMember(u"alg", QString()), "jwe.alg");
        row("N113 enc missing", withMember(u"enc", QJsonValue::Undefined), "jwe.enc");
        row("enc null", withMember(u"enc", QJsonValue()), "jwe.enc");
        row("enc number", withMember(u"enc", 128), "jwe.enc");
        row("enc empty", withMember(u"enc", QString()), "jwe.enc");
        row("A136 kid number", withMember(u"kid", 1), "jwe.kid");
        row("A136 kid empty", withMember(u"kid", QString()), "jwe.kid");
        row("A136 kid of 256 bytes", withMember(u"kid", QString(256, u'k')), "ok");
        row("A136 kid of 257 bytes", withMember(u"kid", QString(257, u'k')), "jwe.kid");
        row("typ number", withMember(u"typ", 1), "jwe.header");
        row("cty null", withMember(u"cty", QJsonValue()), "jwe.header");
        row("A129 crit of an unknown name", withMember(u"crit", QJsonArray{QStringLiteral("x")}), "jwe.crit");
        row("A129 crit empty", withMember(u"crit", QJsonArray()), "jwe.crit");
        row("A129 crit of zip", withMember(u"crit", QJsonArray{QStringLiteral("zip")}), "jwe.crit");
        row("A129 crit text", withMember(u"crit", QStringLiteral("exp")), "jwe.crit");
        row("zip DEF", withMember(u"zip", QStringLiteral("DEF")), "ok");
        row("A168 zip def", withMember(u"zip", QStringLiteral("def")), "jwe.zip");
        row("A168 zip 1", withMember(u"zip", 1), "jwe.zip");
        row("A168 zip null", withMember(u"zip", QJsonValue()), "jwe.zip");
        row("A168 zip GZ", withMember(u"zip", QStringLiteral("GZ")), "jwe.zip");
        row("A168 zip empty", withMember(u"zip", QString()), "jwe.zip");
    }

    void header()
    {
        QFETCH(QByteArray, token);
        const auto jwe = parseCompactJwe(token);
        QTEST(codeOf(jwe), "code");
        if (!jwe)
            QCOMPARE(jwe.error().kind, ErrorKind::Malformed);
    }

    void whatIsRead()
    {
        QJsonObject header = jweHeader(u"A128KW", u"A128GCM");
        header.insert(u"kid", QStringLiteral("k1"));
        header.insert(u"cty", QStringLiteral("JWT"));
        header.insert(u"zip", QStringLiteral("DEF"));
        const JweParts parts{header, "key", "iv", "ciphertext", "tag"};
        const auto jwe = parseCompactJwe(parts.compact());
        QVERIFY2(jwe, qPrintable(codeOf(jwe)));
        QCOMPARE(jwe->recipient.header.json, header);
        QCOMPARE(jwe->recipient.header.alg, QStringLiteral("A128KW"));
        QCOMPARE(jwe->recipient.header.enc, QStringLiteral("A128GCM"));
        QCOMPARE(jwe->recipient.header.kid, QStringLiteral("k1"));
        QCOMPARE(jwe->recipient.header.cty, QStringLiteral("JWT"));
        QVERIFY(jwe->recipient.header.isCompressed);
        QCOMPARE(jwe->recipient.encryptedKey, QByteArray("key"));
        QCOMPARE(jwe->content.authenticated, base64urlEncode(toJson(header)));
        QCOMPARE(jwe->content.iv, QByteArray("iv"));
        QCOMPARE(jwe->content.ciphertext, QByteArray("ciphertext"));
        QCOMPARE(jwe->content.tag, QByteArray("tag"));
    }

    void errorsDoNotQuoteTheToken()
    {
        const QString canary = QStringLiteral("canary-0123456789abcdef");
        for (const QByteArray& token : {withMember(u"kid", canary) + '=', withMember(u"crit", canary),
                                        withMember(u"zip", canary), withHeader(canary.toLatin1())}) {
            const auto jwe = parseCompactJwe(token);
            QVERIFY(!jwe);
            QVERIFY2(!jwe.error().detail.contains(u"canary"), qPrintable(jwe.error().detail));
        }
    }

private:
    static QByteArray twice(const QByteArray& name, const QByteArray& value)
    {
        const QByteArray member = '"' + name + "\":\"" + value + '"';
        return '{' + member + ',' + member + '}';
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweTest)
#include "jwe_test.moc"
