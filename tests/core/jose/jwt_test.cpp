// JWTs against RFC 7519 section 3.1, and tokens whose inside is wrong (A124, A127, A132, A138).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class JwtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7519()
    {
        const QJsonObject vector = readVector(QStringLiteral("rfc7519.json"));
        const auto jwt = decodeJwt(vector.value(u"compact").toString().toLatin1());
        QVERIFY2(jwt, qPrintable(codeOf(jwt)));
        QCOMPARE(jwt->claims, vector.value(u"claims").toObject());
        QCOMPARE(jwt->jws.header.typ, QStringLiteral("JWT"));
        const Key key = Key::fromJwk(vector.value(u"key").toObject()).value();
        QCOMPARE(codeOf(verifyJws(jwt->jws, key)), QStringLiteral("ok"));
    }

    void decoded_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& token, const char* code) {
            QTest::newRow(name) << token << QString::fromLatin1(code);
        };
        const auto claims = [](const QByteArray& json) { return compact(R"({"alg":"RS256"})", json, "s"); };
        const auto header = [](const char* json) { return compact(json, "{}", "s"); };
        row("good", claims(R"({"iss":"a"})"), "ok");
        row("good, no claims", claims("{}"), "ok");
        row("five parts", "e30.e30.AA.AA.AA", "jwt.encrypted");
        row("five empty parts", "....", "jwt.encrypted");
        row("A122 four parts", "e30.e30.AA.AA", "jws.parts");
        row("A122 six parts", "e30.e30.AA.AA.AA.AA", "jws.parts");
        row("A128 dots up to the bound", QByteArray(kMaxTokenBytes, '.'), "jws.parts");
        row("A128 ten million dots", QByteArray(10 * 1024 * 1024, '.'), "jws.too_large");
        row("A122 unsecured is decoded, not trusted", compact(R"({"alg":"none"})", "{}"), "ok");
        row("A124 iss twice", claims(R"({"iss":"a","iss":"b"})"), "json.duplicate_name");
        row("A124 aud twice, escaped", claims(R"({"aud":"a","\u0061ud":"b"})"), "json.duplicate_name");
        row("A127 claims array", claims("[]"), "jwt.claims");
        row("A127 claims string", claims(R"("iss")"), "jwt.claims");
        row("A127 claims empty", claims(""), "jwt.claims");
        row("A127 claims words", claims("hello"), "jwt.claims");
        row("A127 claims cut", claims(R"({"iss":)"), "json.syntax");
        row("A127 depth 33", claims(R"({"x":)" + QByteArray(32, '[') + QByteArray(32, ']') + '}'),
            "json.depth");
        row("A127 depth 32", claims(R"({"x":)" + QByteArray(31, '[') + QByteArray(31, ']') + '}'), "ok");
        row("A132 cty JWT", header(R"({"alg":"RS256","cty":"JWT"})"), "jwt.nested");
        row("A132 cty jwt", header(R"({"alg":"RS256","cty":"jwt"})"), "jwt.nested");
        row("A132 cty application/jwt", header(R"({"alg":"RS256","cty":"application/JWT"})"), "jwt.nested");
        row("cty of another kind", header(R"({"alg":"RS256","cty":"json"})"), "ok");
        row("N113 three parts and enc", header(R"({"alg":"RS256","enc":"A128GCM"})"), "jwt.enc");
        row("A125 flattened JWE", R"({"protected":"e30","ciphertext":"AA"})", "jws.parts");
        row("A138 invalid UTF-8", claims("{\"iss\":\"\xFF\"}"), "json.encoding");
        row("A138 lone surrogate", claims(R"({"iss":"\udc00"})"), "json.encoding");
        row("A138 BOM", claims("\xEF\xBB\xBF{}"), "json.encoding");
        row("A137 trailing newline", claims("{}") + '\n', "base64url.character");
        row("A130 b64", header(R"({"alg":"RS256","b64":false,"crit":["b64"]})"), "jws.b64");
    }

    void decoded()
    {
        QFETCH(QByteArray, token);
        const auto jwt = decodeJwt(token);
        QTEST(codeOf(jwt), "code");
        if (!jwt)
            QCOMPARE(jwt.error().kind, ErrorKind::Malformed);
    }

    void nested_data()
    {
        QTest::addColumn<QJsonValue>("cty");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QJsonValue& cty, const QByteArray& content,
                            const char* code) {
            QTest::newRow(name) << cty << content << QString::fromLatin1(code);
        };
        const QString jwt = QStringLiteral("JWT");
        const QJsonObject ofJwt{{QStringLiteral("cty"), jwt}};
        const QByteArray claims = toJson({{QStringLiteral("sub"), QStringLiteral("alice")}});
        const QByteArray inner = signCompact(claims, secretKey(), u"HS256").value();
        row("A132 one level", jwt, inner, "ok");
        row("A132 one level, cty in other case", QStringLiteral("application/jwt"), inner, "ok");
        row("A132 two levels", jwt, signCompact(inner, secretKey(), u"HS256", ofJwt).value(), "jwt.nested");
        row("A132 two levels of encryption", jwt, encrypted(inner), "jwt.nested");
        row("A132 a hundred levels", jwt, encryptedTimes(inner, 100), "jwt.nested");
        row("no cty", QJsonValue::Undefined, inner, "jwt.not_nested");
        row("another cty", QStringLiteral("json"), inner, "jwt.not_nested");
        row("A171 raw claims", QJsonValue::Undefined, claims, "jwt.not_nested");
        row("A171 raw claims that say JWT", jwt, claims, "jwt.not_nested");
        row("A171 raw claims after a space", jwt, ' ' + claims, "jwt.not_nested");
        row("A171 nothing", jwt, {}, "jws.parts");
        row("A171 unsecured", jwt, unsecured("none"), "jws.algorithm_unknown");
        row("A174 inner alg unknown", jwt, unsecured("RS1"), "jws.algorithm_unknown");
        row("A174 inner alg of an encryption", jwt, unsecured("dir"), "jws.algorithm_unknown");
        row("A137 trailing newline", jwt, inner + '\n', "base64url.character");
        row("inner claims are none", jwt, signCompact("text", secretKey(), u"HS256").value(), "jwt.claims");
    }

    void nested()
    {
        QFETCH(QJsonValue, cty);
        QFETCH(QByteArray, content);
        const QJsonObject header = with({}, u"cty", cty);
        const QByteArray token = encryptCompact(content, outerKey(), u"dir", u"A128GCM", header).value();
        const auto decrypted = decryptJwe(parseCompactJwe(token, kMaxInspectedBytes).value(), outerKey());
        QVERIFY2(decrypted, qPrintable(codeOf(decrypted)));
        const auto jws = nestedJws(*decrypted);
        QTEST(codeOf(jws), "code");
        if (jws)
            QCOMPARE(codeOf(verifyJws(decodeJwt(*jws).value().jws, secretKey())), QStringLiteral("ok"));
    }

    void errorsDoNotQuoteTheToken()
    {
        const QByteArray canary = "canary-0123456789abcdef";
        const QByteArray header = "{\"alg\":\"RS256\",\"x\":\"" + canary + "\"}";
        for (const QByteArray& token :
             {compact(header, canary, "s"), compact(header, "{}", "s") + canary + '=',
              compact("{\"alg\":\"" + canary + '"', "{}", "s")}) {
            const auto jwt = decodeJwt(token);
            QVERIFY(!jwt);
            QVERIFY2(!jwt.error().detail.contains(u"canary"), qPrintable(jwt.error().detail));
            QVERIFY(!jwt.error().detail.contains(encode(canary)));
        }
    }

private:
    static Key outerKey() { return Key::fromSecret(SecretString::fromUtf8(QByteArray(16, 'o'))); }

    static QByteArray encrypted(const QByteArray& content)
    {
        return encryptCompact(content, outerKey(), u"dir", u"A128GCM",
                              {{QStringLiteral("cty"), QStringLiteral("JWT")}})
            .value();
    }

    /// Each level a third longer than the one inside: the bound on a token stops it long before the
    /// hundredth.
    static QByteArray encryptedTimes(QByteArray content, int levels)
    {
        for (int level = 0; level < levels && content.size() < kMaxInspectedBytes / 2; ++level)
            content = encrypted(content);
        return content;
    }

    static QByteArray unsecured(const char* alg)
    {
        return compact(toJson({{QStringLiteral("alg"), QString::fromLatin1(alg)}}), "{}");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwtTest)
#include "jwt_test.moc"
