// JWS against RFC 7515 appendix A, RFC 8037 appendix A, and the structure group of the attack catalogue
// (A121–A139).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class JwsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc7515_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray cases = readVector(QStringLiteral("rfc7515.json")).value(u"cases").toArray();
        QCOMPARE(cases.size(), 5);
        for (const auto& entry : cases)
            QTest::newRow(qPrintable(entry[u"name"].toString())) << entry.toObject();
    }

    void rfc7515()
    {
        QFETCH(QJsonObject, vector);
        const auto jws = parseCompactJws(vector.value(u"compact").toString().toLatin1());
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->header.alg, vector.value(u"alg").toString());
        QCOMPARE(QString::fromUtf8(jws->payload), vector.value(u"payload").toString());
        if (!vector.value(u"verifies").toBool()) {
            QCOMPARE(codeOf(verifyJws(*jws, rsaKey())), QStringLiteral("jws.algorithm_unknown"));
            QCOMPARE(codeOf(verifyJws(*jws, JwkSet({rsaKey()}))), QStringLiteral("jws.algorithm_unknown"));
            return;
        }
        const auto key = Key::fromJwk(vector.value(u"key").toObject());
        QVERIFY2(key, qPrintable(codeOf(key)));
        QCOMPARE(codeOf(verifyJws(*jws, *key)), QStringLiteral("ok"));
        CompactJws changed = *jws;
        changed.signingInput.append('A');
        QCOMPARE(codeOf(verifyJws(changed, *key)), QStringLiteral("jws.signature"));
        changed = *jws;
        changed.signature[changed.signature.size() / 2] =
            static_cast<char>(changed.signature[changed.signature.size() / 2] ^ 1);
        QCOMPARE(codeOf(verifyJws(changed, *key)), QStringLiteral("jws.signature"));
    }

    void rfc8037()
    {
        const QJsonObject vector = readVector(QStringLiteral("rfc8037.json"));
        const QByteArray token = vector.value(u"A.4 compact").toString().toLatin1();
        const Key privateKey = Key::fromJwk(vector.value(u"A.1 private").toObject()).value();
        const Key publicKey = Key::fromJwk(vector.value(u"A.2 public").toObject()).value();
        const QByteArray payload = vector.value(u"A.4 payload").toString().toUtf8();
        QCOMPARE(signCompact(payload, privateKey, u"EdDSA").value(), token);
        QCOMPARE(codeOf(verifyJws(parseCompactJws(token).value(), publicKey)), QStringLiteral("ok"));
    }

    void signAndVerify_data()
    {
        QTest::addColumn<QString>("alg");
        for (const JwsAlgorithm& algorithm : jwsAlgorithms())
            QTest::newRow(qPrintable(algorithm.name.toString())) << algorithm.name.toString();
    }

    void signAndVerify()
    {
        QFETCH(QString, alg);
        const JwsAlgorithm& algorithm = *findJwsAlgorithm(alg);
        const Key key = keyFor(algorithm).withKid(QStringLiteral("k1"));
        const auto token =
            signCompact(R"({"sub":"alice"})", key, alg, {{QStringLiteral("typ"), QStringLiteral("JWT")}});
        QVERIFY2(token, qPrintable(codeOf(token)));
        const auto jws = parseCompactJws(*token);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->header.alg, alg);
        QCOMPARE(jws->header.kid, QStringLiteral("k1"));
        QCOMPARE(jws->header.typ, QStringLiteral("JWT"));
        QCOMPARE(jws->payload, QByteArray(R"({"sub":"alice"})"));
        if (algorithm.signatureBytes > 0)
            QCOMPARE(jws->signature.size(), algorithm.signatureBytes);
        QCOMPARE(codeOf(verifyJws(*jws, key)), QStringLiteral("ok"));
        const auto found = verifyJws(*jws, JwkSet({rsaKey(), p256Key(), ed25519Key(), secretKey(), key}));
        QVERIFY2(found, qPrintable(codeOf(found)));
        QCOMPARE(found->kid(), QStringLiteral("k1"));
        for (const JwsAlgorithm& other : jwsAlgorithms()) {
            CompactJws relabelled = *jws;
            relabelled.header.alg = other.name.toString();
            // EdDSA is another name of what Ed25519 and Ed448 are, each on its curve.
            const bool isSame = other.name == algorithm.name ||
                                (other.family == JoseFamily::EdDsa && algorithm.family == JoseFamily::EdDsa &&
                                 other.takes(key.type(), key.curve()));
            QCOMPARE(codeOf(verifyJws(relabelled, key)) == u"ok", isSame);
        }
    }

    void structure_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& token, const char* code) {
            QTest::newRow(name) << token << QString::fromLatin1(code);
        };
        const auto header = [](const char* json) { return compact(json, "{}", "sig"); };
        row("good", header(R"({"alg":"RS256"})"), "ok");
        row("A121 alg null", header(R"({"alg":null})"), "jws.alg");
        row("A121 alg number", header(R"({"alg":256})"), "jws.alg");
        row("A121 alg array", header(R"({"alg":["RS256"]})"), "jws.alg");
        row("A121 alg missing", header(R"({"typ":"JWT"})"), "jws.alg");
        row("A122 third part removed", compact(R"({"alg":"none"})", "{}"), "ok");
        row("A122 third part removed with its dot", compact(R"({"alg":"none"})", "{}").chopped(1),
            "jws.parts");
        row("A122 two dots only", "..", "jws.header");
        row("A122 empty", "", "jws.parts");
        row("A122 N113 four parts", header(R"({"alg":"RS256"})") + ".AA", "jws.parts");
        row("A122 N113 six parts", "e30.e30.AA.AA.AA.AA", "jws.parts");
        row("A124 N109 alg twice", header(R"({"alg":"RS256","alg":"none"})"), "json.duplicate_name");
        row("A124 N109 alg twice, escaped", header(R"({"alg":"RS256","\u0061lg":"none"})"),
            "json.duplicate_name");
        row("A124 N109 kid twice", header(R"({"alg":"RS256","kid":"a","kid":"b"})"), "json.duplicate_name");
        row("A124 N109 crit twice", header(R"({"alg":"RS256","crit":["x"],"crit":["x"]})"),
            "json.duplicate_name");
        row("A125 flattened", R"({"protected":"e30","payload":"e30","signature":"AA"})", "jws.parts");
        row("A125 general", R"({"payload":"e30","signatures":[{"protected":"e30","signature":"AA"}]})",
            "jws.parts");
        row("A125 hybrid", R"({"a.b.c":1})", "base64url.character");
        const QByteArray rs256 = base64urlEncode(R"({"alg":"RS256"})");
        row("A126 N112 padding in header", rs256 + "==.e30.AA", "base64url.character");
        row("A126 N112 padding in payload", rs256 + ".e3==.AA", "base64url.character");
        row("A126 N112 padding in signature", rs256 + ".e30.AA==", "base64url.character");
        row("A126 N112 plus and slash", rs256 + ".e30.+/+/", "base64url.character");
        row("A126 N112 space", rs256 + ".e30.A A", "base64url.character");
        row("A126 N112 newline", rs256 + ".e30\n.AA", "base64url.character");
        row("A126 N112 question mark", rs256 + ".e3?.AA", "base64url.character");
        row("A126 N112 length mod 4 = 1", rs256 + ".e30.AAAAA", "base64url.length");
        row("A126 N112 trailing bits", rs256 + ".e31.AA", "base64url.trailing_bits");
        row("A126 N112 trailing bits in signature", rs256 + ".e30.AB", "base64url.trailing_bits");
        row("A127 header array", header(R"(["alg"])"), "json.not_an_object");
        row("A127 header string", header(R"("alg")"), "json.not_an_object");
        row("A127 header not JSON", header("alg"), "json.not_an_object");
        row("A127 header cut", header(R"({"alg":"RS256")"), "json.syntax");
        row("A127 depth 33", header(nested(33)), "json.depth");
        row("A127 depth 32", header(nested(32)), "ok");
        row("A127 64 KiB header", compact(R"({"alg":")" + QByteArray(64 * 1024, 'R') + R"("})", "{}", "s"),
            "jws.too_large");
        row("A128 a million dots", QByteArray(1'000'000, '.'), "jws.too_large");
        row("A128 dots up to the bound", QByteArray(kMaxTokenBytes, '.'), "jws.parts");
        row("A129 N110 crit empty", header(R"({"alg":"RS256","crit":[]})"), "jws.crit");
        row("A129 N110 crit exp", header(R"({"alg":"RS256","crit":["exp"],"exp":1})"), "jws.crit");
        row("A129 N110 crit alg", header(R"({"alg":"RS256","crit":["alg"]})"), "jws.crit");
        row("A129 N110 crit twice the same", header(R"({"alg":"RS256","crit":["x","x"],"x":1})"), "jws.crit");
        row("A129 N110 crit string", header(R"({"alg":"RS256","crit":"exp"})"), "jws.crit");
        row("A129 N110 crit of number", header(R"({"alg":"RS256","crit":[1]})"), "jws.crit");
        row("A129 N110 crit null", header(R"({"alg":"RS256","crit":null})"), "jws.crit");
        row("A129 N110 crit b64 without b64", header(R"({"alg":"RS256","crit":["b64"]})"), "jws.crit");
        row("A129 N110 crit unknown", header(R"({"alg":"RS256","crit":["x"],"x":true})"), "jws.crit");
        row("A130 N111 b64 false", header(R"({"alg":"RS256","b64":false,"crit":["b64"]})"), "jws.b64");
        row("A130 N111 b64 true", header(R"({"alg":"RS256","b64":true})"), "jws.b64");
        row("A131 typ is judged where the kind is known", header(R"({"alg":"RS256","typ":"at+jwt"})"), "ok");
        row("typ number", header(R"({"alg":"RS256","typ":1})"), "jws.header");
        row("cty array", header(R"({"alg":"RS256","cty":["JWT"]})"), "jws.header");
        row("A134 jku and x5u are only words", header(R"({"alg":"RS256","jku":"urn:evil","x5u":1})"), "ok");
        row("A136 kid path", header(R"({"alg":"RS256","kid":"../../dev/null"})"), "ok");
        row("A136 kid number", header(R"({"alg":"RS256","kid":1})"), "jws.kid");
        row("A136 kid object", header(R"({"alg":"RS256","kid":{}})"), "jws.kid");
        row("A136 kid null", header(R"({"alg":"RS256","kid":null})"), "jws.kid");
        row("A136 kid empty", header(R"({"alg":"RS256","kid":""})"), "jws.kid");
        row("A136 kid 256 bytes", kidHeader(QByteArray(256, 'k')), "ok");
        row("A136 kid 257 bytes", kidHeader(QByteArray(257, 'k')), "jws.kid");
        row("A136 kid 129 characters of two bytes", kidHeader(QByteArray("\xC3\xA9").repeated(129)),
            "jws.kid");
        row("A136 kid 64 KB", kidHeader(QByteArray(48'000, 'k')), "jws.kid");
        row("A137 trailing newline", header(R"({"alg":"RS256"})") + '\n', "base64url.length");
        row("A137 trailing space", rs256 + ".e30.AA ", "base64url.character");
        row("A137 leading space", ' ' + header(R"({"alg":"RS256"})"), "base64url.length");
        row("A138 invalid UTF-8", header("{\"alg\":\"RS256\xFF\"}"), "json.encoding");
        row("A138 overlong", header("{\"alg\":\"\xC0\xAE\"}"), "json.encoding");
        row("A138 lone surrogate", header(R"({"alg":"RS256","kid":"\ud800"})"), "json.encoding");
        row("A138 BOM", header("\xEF\xBB\xBF{\"alg\":\"RS256\"}"), "json.encoding");
        row("A138 UTF-16", compact(QByteArrayView("{\0\"\0a\0", 6), "{}", "s"), "json.syntax");
        row("A139 at the bound", sized(kMaxTokenBytes), "ok");
        row("A139 one beyond the bound", sized(kMaxTokenBytes + 1), "jws.too_large");
        row("NUL in the text", rs256 + QByteArray(2, '\0') + ".e30.AA", "base64url.character");
        row("a non-Latin-1 byte", rs256 + "\xE2\x80\x8B.e30.AA", "base64url.character");
    }

    void structure()
    {
        QFETCH(QByteArray, token);
        const auto jws = parseCompactJws(token);
        QTEST(codeOf(jws), "code");
        if (!jws)
            QCOMPARE(jws.error().kind, ErrorKind::Malformed);
    }

    void inspectorReadsMore()
    {
        const QByteArray token = sized(kMaxTokenBytes + 1);
        QCOMPARE(codeOf(parseCompactJws(token, kMaxInspectedBytes)), QStringLiteral("ok"));
        QCOMPARE(codeOf(parseCompactJws(sized(kMaxInspectedBytes + 1), kMaxInspectedBytes)),
                 QStringLiteral("jws.too_large"));
    }

    void algorithmNotKnown_data()
    {
        QTest::addColumn<QByteArray>("alg");
        for (const char* alg : {"none", "None", "NONE", "nOnE", ""})
            QTest::newRow(qPrintable(QStringLiteral("A121 '%1'").arg(QLatin1String(alg)))) << QByteArray(alg);
        for (const char* alg : {"RS1", "MD5", "HS1", "rs256", "es256k", "dir", "A128GCM"})
            QTest::newRow(qPrintable(QStringLiteral("A160 '%1'").arg(QLatin1String(alg)))) << QByteArray(alg);
    }

    void algorithmNotKnown()
    {
        QFETCH(QByteArray, alg);
        const QByteArray header = "{\"alg\":\"" + alg + "\"}";
        for (const QByteArray& signature : {QByteArray(), QByteArray(256, 'x')}) {
            const auto jws = parseCompactJws(compact(header, "{}", signature));
            QVERIFY(jws);
            const auto verified = verifyJws(*jws, rsaKey());
            QCOMPARE(codeOf(verified), QStringLiteral("jws.algorithm_unknown"));
            QCOMPARE(verified.error().kind, ErrorKind::Untrusted);
        }
        const auto made = signCompact("{}", rsaKey(), QString::fromLatin1(alg));
        QCOMPARE(codeOf(made), QStringLiteral("jws.algorithm_unknown"));
        QCOMPARE(made.error().kind, ErrorKind::Configuration);
    }

    void embeddedKeysAreIgnored_data()
    {
        QTest::addColumn<QString>("member");
        QTest::newRow("A133 jwk") << QStringLiteral("jwk");
        QTest::newRow("A134 jku") << QStringLiteral("jku");
        QTest::newRow("A134 x5u") << QStringLiteral("x5u");
        QTest::newRow("A135 x5c") << QStringLiteral("x5c");
        QTest::newRow("A135 x5t") << QStringLiteral("x5t");
    }

    void embeddedKeysAreIgnored()
    {
        QFETCH(QString, member);
        const Key attacker = Key::generateEc(u"P-256");
        const QJsonValue value =
            member == u"jwk" ? QJsonValue(attacker.publicJwk()) : QStringLiteral("https://e.x");
        const auto token = signCompact("{}", attacker, u"ES256", {{member, value}});
        const CompactJws jws = parseCompactJws(token.value()).value();
        QVERIFY(jws.header.json.contains(member));
        QCOMPARE(codeOf(verifyJws(jws, p256Key())), QStringLiteral("jws.signature"));
        QCOMPARE(codeOf(verifyJws(jws, JwkSet({p256Key()}))), QStringLiteral("jws.signature"));
    }

    void kidIsOnlyCompared_data()
    {
        QTest::addColumn<QString>("kid");
        QTest::newRow("A136 path") << QStringLiteral("../../dev/null");
        QTest::newRow("A136 SQL") << QStringLiteral("k' OR '1'='1");
        QTest::newRow("A136 NUL") << QStringLiteral("good") + QChar(0);
        QTest::newRow("A136 look-alike") << QStringLiteral("g\u043Eod");
        QTest::newRow("A136 other case") << QStringLiteral("Good");
    }

    void kidIsOnlyCompared()
    {
        QFETCH(QString, kid);
        const JwkSet keys({p256Key().withKid(QStringLiteral("good"))});
        const auto token = signCompact("{}", p256Key().withKid(kid), u"ES256");
        QCOMPARE(codeOf(verifyJws(parseCompactJws(token.value()).value(), keys)),
                 QStringLiteral("jwks.unknown_kid"));
    }

    void atMostEightTries()
    {
        QList<Key> keys;
        for (int i = 0; i < 8; ++i)
            keys.append(Key::generateEc(u"P-256"));
        const auto token = signCompact("{}", p256Key(), u"ES256");
        const CompactJws jws = parseCompactJws(token.value()).value();
        QList<Key> eighth = keys;
        eighth[7] = p256Key();
        QCOMPARE(codeOf(verifyJws(jws, JwkSet(eighth))), QStringLiteral("ok"));
        // A158: the ninth is right and is not tried.
        QCOMPARE(codeOf(verifyJws(jws, JwkSet(keys + QList<Key>{p256Key()}))),
                 QStringLiteral("jws.signature"));
    }

    void signingAsksForAPrivateKey()
    {
        const Key publicKey = Key::fromJwk(p256Key().publicJwk()).value();
        QCOMPARE(codeOf(signCompact("{}", publicKey, u"ES256")), QStringLiteral("key.no_private_part"));
        QCOMPARE(codeOf(signCompact("{}", p256Key(), u"RS256")), QStringLiteral("key.wrong_type"));
    }

    void callerCannotNameAnotherAlgorithm()
    {
        const auto token = signCompact(
            "{}", p256Key().withKid(QStringLiteral("k")), u"ES256",
            {{QStringLiteral("alg"), QStringLiteral("none")}, {QStringLiteral("kid"), QStringLiteral("x")}});
        const JwsHeader header = parseCompactJws(token.value()).value().header;
        QCOMPARE(header.alg, QStringLiteral("ES256"));
        QCOMPARE(header.kid, QStringLiteral("k"));
    }

    void leftHalf()
    {
        // OIDC Core appendix A.3's access token and at_hash, and the same value by hand for the other sizes.
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"RS256"), "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
                 QByteArray("77QmUPtjPfzWtF2AnpK9RQ"));
        const auto byHand = [](QCryptographicHash::Algorithm hash) {
            const QByteArray whole = QCryptographicHash::hash("token", hash);
            return base64urlEncode(whole.first(whole.size() / 2));
        };
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"PS384"), "token"), byHand(QCryptographicHash::Sha384));
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"ES512"), "token"), byHand(QCryptographicHash::Sha512));
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"EdDSA"), "token"), byHand(QCryptographicHash::Sha512));
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"Ed25519"), "token"), byHand(QCryptographicHash::Sha512));
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"HS256"), "token"), byHand(QCryptographicHash::Sha256));
        // N095: 57 of SHAKE256's first 114 bytes, as another implementation of it gives them.
        QCOMPARE(leftHalfHash(*findJwsAlgorithm(u"Ed448"), "token"),
                 QByteArray("ZpsVsPHyCxw-L854tH1BSHo_uyeotZeU9GcDngReCYbbGANfhQ0WKs70DNeb3r5aEWB26f_H-CGq"));
    }

    void foreignKeys_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("code");
        const auto made = [](const Key& key, QStringView alg) { return signCompact("{}", key, alg).value(); };
        QTest::newRow("A141 HS256 against a published set")
            << made(secretKey(), u"HS256") << QStringLiteral("jwks.no_key");
        QTest::newRow("A154 key of another issuer, its own kid")
            << made(Key::generateRsa().withKid(QStringLiteral("theirs")), u"RS256")
            << QStringLiteral("jwks.unknown_kid");
        QTest::newRow("A154 key of another issuer, our kid")
            << made(Key::generateRsa().withKid(QStringLiteral("rsa")), u"RS256")
            << QStringLiteral("jws.signature");
        QTest::newRow("our key") << made(rsaKey().withKid(QStringLiteral("rsa")), u"RS256")
                                 << QStringLiteral("ok");
    }

    void foreignKeys()
    {
        QFETCH(QByteArray, token);
        const JwkSet published =
            JwkSet::parse(
                toJson(
                    {{QStringLiteral("keys"),
                      QJsonArray{
                          rsaKey().withKid(QStringLiteral("rsa")).publicJwk(),
                          fromJson(R"({"kty":"oct","k":"c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M"})")}}}))
                .value();
        QTEST(codeOf(verifyJws(parseCompactJws(token).value(), published)), "code");
    }

private:
    static Key keyFor(const JwsAlgorithm& algorithm)
    {
        switch (algorithm.keyType) {
        case KeyType::Rsa:
            return rsaKey();
        case KeyType::Ec:
            return Key::generateEc(algorithm.curves.front());
        case KeyType::Okp:
            return Key::generateOkp(algorithm.curves.front());
        case KeyType::Oct:
            return secretKey();
        }
        Q_UNREACHABLE();
    }

    static const char* nested(int depth)
    {
        static QByteArray text;
        text = R"({"alg":"RS256","x":)" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
        return text.constData();
    }

    static QByteArray kidHeader(const QByteArray& kid)
    {
        return compact(R"({"alg":"RS256","kid":")" + kid + R"("})", "{}", "s");
    }

    /// A well-formed token of exactly this many bytes.
    static QByteArray sized(qsizetype bytes)
    {
        const QByteArray start = base64urlEncode(R"({"alg":"RS256"})") + '.';
        for (qsizetype signature : {4, 6, 7}) { // lengths that base64url knows
            const qsizetype payload = bytes - start.size() - 1 - signature;
            if (payload % 4 != 1)
                return start + QByteArray(payload, 'A') + '.' + QByteArray(signature, 'A');
        }
        return {};
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsTest)
#include "jws_test.moc"
