// What may stand in the header of a JWS, for a JWT and for the inspector (N109–N111, A121, A129, A130, A136).
#include "core/jose/jws_header.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class JwsHeaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_data()
    {
        QTest::addColumn<QByteArray>("protectedPart");
        QTest::addColumn<QByteArray>("unprotectedPart");
        QTest::addColumn<QString>("asJwt");
        QTest::addColumn<QString>("asAny");
        critical();
        unencoded();
        parts();
        names();
    }

    void read()
    {
        QFETCH(QByteArray, protectedPart);
        QFETCH(QByteArray, unprotectedPart);
        const QJsonObject one = fromJson(protectedPart);
        const QJsonObject other = fromJson(unprotectedPart);
        const auto strict = readJwsHeader(one, other, JwsReading::Jwt);
        const auto open = readJwsHeader(one, other, JwsReading::Any);
        QTEST(codeOf(strict), "asJwt");
        QTEST(codeOf(open), "asAny");
        for (const auto* result : {&strict, &open}) {
            if (!*result)
                QCOMPARE(result->error().kind, ErrorKind::Malformed);
        }
    }

    void joined()
    {
        const auto header =
            readJwsHeader(fromJson(R"({"alg":"RS256","typ":"JWT","b64":false,"crit":["b64"]})"),
                          fromJson(R"({"kid":"k","cty":"json","x":1})"), JwsReading::Any);
        QVERIFY2(header, qPrintable(codeOf(header)));
        QCOMPARE(header->alg, QStringLiteral("RS256"));
        QCOMPARE(header->typ, QStringLiteral("JWT"));
        QCOMPARE(header->kid, QStringLiteral("k"));
        QCOMPARE(header->cty, QStringLiteral("json"));
        QVERIFY(!header->isPayloadEncoded);
        QCOMPARE(header->json.size(), 7);
    }

    void protectedPart_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("ok");
        QTest::newRow("empty object") << QByteArray("e30") << QStringLiteral("ok");
        QTest::newRow("N112 padded") << QByteArray("e30=") << QStringLiteral("base64url.character");
        QTest::newRow("N109 twice") << base64urlEncode(R"({"alg":"a","alg":"b"})")
                                    << QStringLiteral("json.duplicate_name");
        QTest::newRow("array") << base64urlEncode("[]") << QStringLiteral("json.not_an_object");
    }

    void protectedPart()
    {
        QFETCH(QByteArray, encoded);
        QTEST(codeOf(decodeProtectedPart(encoded)), "code");
    }

private:
    static void row(const char* name, const char* protectedPart, const char* unprotectedPart,
                    const char* asJwt, const char* asAny)
    {
        QTest::newRow(name) << QByteArray(protectedPart) << QByteArray(unprotectedPart)
                            << QString::fromLatin1(asJwt) << QString::fromLatin1(asAny);
    }

    static void critical()
    {
        const auto crit = [](const char* name, const char* members) {
            const QByteArray header = QByteArray(R"({"alg":"RS256",)") + members + '}';
            row(name, header.constData(), "{}", "jws.crit", "jws.crit");
        };
        row("no crit", R"({"alg":"RS256"})", "{}", "ok", "ok");
        crit("A129 N110 empty", R"("crit":[])");
        crit("A129 N110 exp", R"("crit":["exp"],"exp":1)");
        crit("A129 N110 alg", R"("crit":["alg"])");
        crit("A129 N110 the same twice", R"("crit":["x","x"],"x":1)");
        crit("A129 N110 string", R"("crit":"exp")");
        crit("A129 N110 number in it", R"("crit":[1])");
        crit("A129 N110 null", R"("crit":null)");
        crit("A129 N110 object", R"("crit":{"b64":true})");
        crit("A129 N110 b64 without b64", R"("crit":["b64"])");
        crit("A129 N110 unknown name", R"("crit":["x"],"x":true)");
        crit("A129 N110 unknown name, absent", R"("crit":["x"])");
        crit("A129 N110 crit itself", R"("crit":["crit"])");
        crit("A129 N110 other case", R"("crit":["B64"],"B64":true)");
        crit("A129 N110 empty name", R"("crit":[""],"":1)");
        row("A129 N110 b64 twice", R"({"alg":"RS256","b64":false,"crit":["b64","b64"]})", "{}", "jws.b64",
            "jws.crit");
        row("A129 N110 b64 and another", R"({"alg":"RS256","b64":false,"x":1,"crit":["b64","x"]})", "{}",
            "jws.b64", "jws.crit");
        row("A129 N110 unprotected", R"({"alg":"RS256"})", R"({"crit":["x"],"x":1})", "jws.crit", "jws.crit");
        row("A129 N110 b64 unprotected, crit protected", R"({"alg":"RS256","crit":["b64"]})",
            R"({"b64":false})", "jws.b64", "jws.b64");
    }

    static void unencoded()
    {
        row("A130 N111 b64 false", R"({"alg":"RS256","b64":false,"crit":["b64"]})", "{}", "jws.b64", "ok");
        row("A130 N111 b64 true", R"({"alg":"RS256","b64":true,"crit":["b64"]})", "{}", "jws.b64", "ok");
        row("A130 N111 b64 true, not critical", R"({"alg":"RS256","b64":true})", "{}", "jws.b64", "ok");
        row("A130 N111 b64 false, not critical", R"({"alg":"RS256","b64":false})", "{}", "jws.b64",
            "jws.b64");
        row("A130 N111 b64 string", R"({"alg":"RS256","b64":"false","crit":["b64"]})", "{}", "jws.b64",
            "jws.b64");
        row("A130 N111 b64 null", R"({"alg":"RS256","b64":null,"crit":["b64"]})", "{}", "jws.b64", "jws.b64");
        row("A130 N111 b64 0", R"({"alg":"RS256","b64":0,"crit":["b64"]})", "{}", "jws.b64", "jws.b64");
        row("A130 N111 b64 unprotected", R"({"alg":"RS256"})", R"({"b64":false})", "jws.b64", "jws.b64");
    }

    static void parts()
    {
        row("all unprotected", "{}", R"({"alg":"RS256","kid":"a"})", "ok", "ok");
        row("N109 alg in both parts", R"({"alg":"RS256"})", R"({"alg":"RS256"})", "jws.header", "jws.header");
        row("N109 kid in both parts", R"({"alg":"RS256","kid":"a"})", R"({"kid":"b"})", "jws.header",
            "jws.header");
        row("no header at all", "{}", "{}", "jws.alg", "jws.alg");
    }

    static void names()
    {
        const auto both = [](const char* name, const char* header, const char* code) {
            row(name, header, "{}", code, code);
        };
        both("A121 alg null", R"({"alg":null})", "jws.alg");
        both("A121 alg number", R"({"alg":1})", "jws.alg");
        both("A121 alg array", R"({"alg":["RS256"]})", "jws.alg");
        both("A121 alg missing", R"({"typ":"JWT"})", "jws.alg");
        both("A121 alg empty is a name of nobody", R"({"alg":""})", "ok");
        both("A136 kid empty", R"({"alg":"RS256","kid":""})", "jws.kid");
        both("A136 kid number", R"({"alg":"RS256","kid":5})", "jws.kid");
        both("A131 typ of another kind is judged where the kind is known",
             R"({"alg":"RS256","typ":"at+jwt"})", "ok");
        both("A131 typ number", R"({"alg":"RS256","typ":5})", "jws.header");
        both("A132 cty array", R"({"alg":"RS256","cty":["JWT"]})", "jws.header");
        both("A133 jwk is only a word", R"({"alg":"RS256","jwk":{"kty":"oct","k":"AA"}})", "ok");
        both("A134 jku is only a word", R"({"alg":"RS256","jku":"urn:evil"})", "ok");
        both("A135 x5c is only a word", R"({"alg":"RS256","x5c":["AA=="],"x5t":"AA"})", "ok");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsHeaderTest)
#include "jws_header_test.moc"
