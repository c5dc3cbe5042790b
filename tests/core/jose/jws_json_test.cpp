// JWS in JSON, flattened and general: what is refused, and what is verified (N109–N112, A121–A129, A136–A139,
// A142).
#include "core/jose/jws_json.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

const QString kRs256 = encode(R"({"alg":"RS256"})");

QJsonObject signatureObject(const QString& protectedPart = kRs256)
{
    return {{QStringLiteral("protected"), protectedPart},
            {QStringLiteral("signature"), QStringLiteral("AA")}};
}

QJsonObject flattened()
{
    return with(signatureObject(), u"payload", QStringLiteral("e30"));
}

QJsonObject general(const QJsonArray& signatures)
{
    return {{QStringLiteral("payload"), QStringLiteral("e30")}, {QStringLiteral("signatures"), signatures}};
}

JsonJwsSigner signer(const Key& key, const char* alg)
{
    return {key, QString::fromLatin1(alg), {}, {}};
}

} // namespace

class JwsJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        flattenedForm();
        generalForm();
        headers();
        encodings();
        hostile();
    }

    void parse()
    {
        QFETCH(QByteArray, text);
        const auto jws = parseJsonJws(text);
        QTEST(codeOf(jws), "code");
        if (!jws)
            QCOMPARE(jws.error().kind, ErrorKind::Malformed);
        // A125: whatever it is, it is no JWT.
        QVERIFY(!decodeJwt(text));
        QVERIFY(!parseCompactJws(text));
    }

    void bounds()
    {
        const QByteArray text = toJson(flattened());
        QCOMPARE(codeOf(parseJsonJws(text, text.size())), QStringLiteral("ok"));
        QCOMPARE(codeOf(parseJsonJws(text, text.size() - 1)), QStringLiteral("jws.too_large"));
    }

    void signAndVerify_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<int>("payloadForm");
        QTest::addColumn<QByteArray>("payload");
        const QByteArray text = "a.b: \xC3\xA9\n\"";
        for (const auto& [name, form] :
             {std::pair{"flattened", JsonJwsForm::Flattened}, {"general", JsonJwsForm::General}}) {
            const auto row = [&, formName = name, formValue = form](const char* what, JwsPayload payloadForm,
                                                                    const QByteArray& payload) {
                QTest::newRow(
                    qPrintable(QStringLiteral("%1, %2").arg(QLatin1String(formName), QLatin1String(what))))
                    << static_cast<int>(formValue) << static_cast<int>(payloadForm) << payload;
            };
            row("encoded", JwsPayload::Encoded, text + '\xFF');
            row("detached", JwsPayload::Detached, text + '\xFF');
            row("unencoded", JwsPayload::Unencoded, text);
            row("unencoded and detached", JwsPayload::UnencodedAndDetached, text + '\xFF');
        }
    }

    void signAndVerify()
    {
        QFETCH(int, form);
        QFETCH(int, payloadForm);
        QFETCH(QByteArray, payload);
        QList<JsonJwsSigner> signers{signer(p256Key().withKid(QStringLiteral("ec")), "ES256")};
        if (form == static_cast<int>(JsonJwsForm::General)) {
            signers.append(signer(rsaKey().withKid(QStringLiteral("rsa")), "PS256"));
            signers.append(signer(secretKey(), "HS256"));
        }
        const auto text =
            signJson(payload, signers, static_cast<JsonJwsForm>(form), static_cast<JwsPayload>(payloadForm));
        QVERIFY2(text, qPrintable(codeOf(text)));
        auto jws = parseJsonJws(*text);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->isFlattened, form == static_cast<int>(JsonJwsForm::Flattened));
        if (jws->isDetached) {
            QVERIFY(verifyJws(jws->signatures.first().jws, p256Key()).error().code == u"jws.signature");
            jws = withDetachedPayload(*jws, payload);
        } else {
            QCOMPARE(codeOf(withDetachedPayload(*jws, payload)), QStringLiteral("jws.not_detached"));
        }
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->payload, payload);
        QCOMPARE(jws->signatures.size(), signers.size());
        for (qsizetype i = 0; i < signers.size(); ++i) {
            const CompactJws& one = jws->signatures.at(i).jws;
            QCOMPARE(one.payload, payload);
            QCOMPARE(one.header.kid, signers.at(i).key.kid());
            QCOMPARE(codeOf(verifyJws(one, signers.at(i).key)), QStringLiteral("ok"));
            CompactJws changed = one;
            changed.signingInput.append('A');
            QCOMPARE(codeOf(verifyJws(changed, signers.at(i).key)), QStringLiteral("jws.signature"));
        }
    }

    void rfc7797()
    {
        // Section 4.2 with the key of RFC 7515 appendix A.1.1.
        const Key key =
            Key::fromJwk(readVector(QStringLiteral("rfc7515.json"))[u"cases"][0][u"key"].toObject()).value();
        const QByteArray header = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        const QByteArray signature = "A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";
        const QJsonObject json{{QStringLiteral("protected"), QString::fromLatin1(header)},
                               {QStringLiteral("payload"), QStringLiteral("$.02")},
                               {QStringLiteral("signature"), QString::fromLatin1(signature)}};
        const auto attached = parseJsonJws(toJson(json));
        QVERIFY2(attached, qPrintable(codeOf(attached)));
        QCOMPARE(codeOf(verifyJws(attached->signatures.first().jws, key)), QStringLiteral("ok"));
        const QByteArray detached = header + ".." + signature;
        const auto compact = parseCompactJws(detached, kMaxTokenBytes, JwsReading::Any);
        QVERIFY2(compact, qPrintable(codeOf(compact)));
        const auto whole = withDetachedPayload(*compact, "$.02");
        QCOMPARE(codeOf(verifyJws(*whole, key)), QStringLiteral("ok"));
        QCOMPARE(signCompact("$.02", key, u"HS256", {}, JwsPayload::UnencodedAndDetached).value(), detached);
        QCOMPARE(codeOf(decodeJwt(detached)), QStringLiteral("jws.b64"));
    }

    void signatureOfAnotherIsNoSignature()
    {
        // A142: each signature is judged by its own header.
        const auto text = signJson("payload", {signer(rsaKey(), "RS256"), signer(p256Key(), "ES256")},
                                   JsonJwsForm::General);
        const JsonJws jws = parseJsonJws(*text).value();
        QCOMPARE(codeOf(verifyJws(jws.signatures.at(0).jws, p256Key())), QStringLiteral("key.wrong_type"));
        QCOMPARE(codeOf(verifyJws(jws.signatures.at(1).jws, rsaKey())), QStringLiteral("key.wrong_type"));
        const auto found = verifyJws(jws.signatures.at(1).jws, JwkSet({rsaKey(), p256Key()}));
        QVERIFY2(found, qPrintable(codeOf(found)));
        QCOMPARE(found->type(), KeyType::Ec);
    }

    void unprotectedHeaderIsKept()
    {
        JsonJwsSigner one = signer(p256Key().withKid(QStringLiteral("k")), "ES256");
        one.unprotectedHeader = {{QStringLiteral("kid"), QStringLiteral("other")},
                                 {QStringLiteral("note"), QStringLiteral("n")}};
        one.protectedHeader = {{QStringLiteral("alg"), QStringLiteral("none")}};
        const auto text = signJson("payload", {one}, JsonJwsForm::Flattened);
        const JsonJws jws = parseJsonJws(*text).value();
        const JsonJwsSignature& signature = jws.signatures.first();
        QCOMPARE(signature.protectedHeader, fromJson(R"({"alg":"ES256"})"));
        QCOMPARE(signature.unprotectedHeader, fromJson(R"({"kid":"k","note":"n"})"));
        QCOMPARE(codeOf(verifyJws(signature.jws, p256Key())), QStringLiteral("ok"));
    }

    void notSigned_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("code");
        const int flat = static_cast<int>(JsonJwsForm::Flattened);
        const int many = static_cast<int>(JsonJwsForm::General);
        QTest::newRow("nobody") << 0 << many << QStringLiteral("jws.json_form");
        QTest::newRow("two, flattened") << 2 << flat << QStringLiteral("jws.json_form");
        QTest::newRow("sixteen") << 16 << many << QStringLiteral("ok");
        QTest::newRow("seventeen") << 17 << many << QStringLiteral("jws.too_many_signatures");
    }

    void notSigned()
    {
        QFETCH(int, count);
        QFETCH(int, form);
        const QList<JsonJwsSigner> signers(count, signer(secretKey(), "HS256"));
        QTEST(codeOf(signJson("x", signers, static_cast<JsonJwsForm>(form))), "code");
    }

    void refusedToSign()
    {
        const auto code = [](JsonJwsSigner one, JwsPayload form = JwsPayload::Encoded,
                             QByteArrayView payload = "x") {
            const auto made = signJson(payload, {std::move(one)}, JsonJwsForm::Flattened, form);
            return codeOf(made);
        };
        QCOMPARE(code(signer(rsaKey(), "none")), QStringLiteral("jws.algorithm_unknown"));
        QCOMPARE(code(signer(rsaKey(), "RSA-OAEP")), QStringLiteral("jws.algorithm_unknown"));
        QCOMPARE(code(signer(rsaKey(), "HS256")), QStringLiteral("key.wrong_type"));
        JsonJwsSigner twice = signer(p256Key(), "ES256");
        twice.protectedHeader.insert(u"x", 1);
        twice.unprotectedHeader.insert(u"x", 1);
        QCOMPARE(code(twice), QStringLiteral("jws.header"));
        JsonJwsSigner critical = signer(p256Key(), "ES256");
        critical.protectedHeader.insert(u"crit", QJsonArray{QStringLiteral("x")});
        QCOMPARE(code(critical), QStringLiteral("jws.crit"));
        QCOMPARE(code(signer(p256Key(), "ES256"), JwsPayload::Unencoded, "\xFF"),
                 QStringLiteral("jws.payload"));
        QCOMPARE(code(signer(p256Key(), "ES256"), JwsPayload::Unencoded, "\xC3\xA9"), QStringLiteral("ok"));
    }

private:
    static void row(const char* name, const QByteArray& text, const char* code)
    {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    }
    static void row(const char* name, const QJsonObject& object, const char* code)
    {
        row(name, toJson(object), code);
    }

    static void flattenedForm()
    {
        const QJsonValue gone = QJsonValue::Undefined;
        const char* const form = "jws.json_form";
        row("flattened", flattened(), "ok");
        row("unknown members are ignored", with(flattened(), u"x", 1), "ok");
        row("detached", with(flattened(), u"payload", gone), "ok");
        row("empty payload", with(flattened(), u"payload", QString()), "ok");
        row("empty object", QJsonObject(), form);
        row("payload number", with(flattened(), u"payload", 1), form);
        row("payload null", with(flattened(), u"payload", QJsonValue::Null), form);
        row("signature missing", with(flattened(), u"signature", gone), form);
        row("signature null", with(flattened(), u"signature", QJsonValue::Null), form);
        row("A122 signature empty is decoded, not trusted", with(flattened(), u"signature", QString()), "ok");
        row("protected empty", with(flattened(), u"protected", QString()), form);
        row("protected object", with(flattened(), u"protected", QJsonObject()), form);
        row("header string", with(flattened(), u"header", QStringLiteral("x")), form);
        row("header null", with(flattened(), u"header", QJsonValue::Null), form);
        row("header empty", with(flattened(), u"header", QJsonObject()), "ok");
        row("neither header", with(flattened(), u"protected", gone), "jws.alg");
    }

    static void generalForm()
    {
        const char* const form = "jws.json_form";
        row("general", general({signatureObject()}), "ok");
        row("two signatures", general({signatureObject(), signatureObject()}), "ok");
        row("no signature", general({}), form);
        row("signatures object", with(general({}), u"signatures", QJsonObject()), form);
        row("signatures null", with(general({}), u"signatures", QJsonValue::Null), form);
        row("signatures of strings", general({QStringLiteral("AA")}), form);
        row("second signature is none", general({signatureObject(), QJsonObject()}), form);
        row("both forms, signature", with(general({signatureObject()}), u"signature", QStringLiteral("AA")),
            form);
        row("both forms, protected", with(general({signatureObject()}), u"protected", kRs256), form);
        row("both forms, header", with(general({signatureObject()}), u"header", QJsonObject()), form);
        QJsonArray many;
        for (int i = 0; i < 16; ++i)
            many.append(signatureObject());
        row("sixteen signatures", general(many), "ok");
        many.append(signatureObject());
        row("seventeen signatures", general(many), "jws.too_many_signatures");
    }

    static void headers()
    {
        const auto protectedPart = [](const char* json) {
            return with(flattened(), u"protected", encode(QByteArrayView(json)));
        };
        const auto unprotected = [](const char* json) {
            return with(flattened(), u"header", fromJson(json));
        };
        row("unprotected kid", unprotected(R"({"kid":"k"})"), "ok");
        row("N109 A124 alg in both parts", unprotected(R"({"alg":"RS256"})"), "jws.header");
        row("N109 A124 alg twice", protectedPart(R"({"alg":"RS256","alg":"none"})"), "json.duplicate_name");
        row("A129 N110 crit unprotected", unprotected(R"({"crit":["x"],"x":1})"), "jws.crit");
        row("A129 N110 crit of unprotected name",
            with(protectedPart(R"({"alg":"RS256","crit":["b64"]})"), u"header", fromJson(R"({"b64":false})")),
            "jws.b64");
        row("A129 N110 unknown", protectedPart(R"({"alg":"RS256","crit":["x"],"x":1})"), "jws.crit");
        row("A121 alg missing", protectedPart(R"({"typ":"JOSE"})"), "jws.alg");
        row("A121 none is decoded, not trusted", protectedPart(R"({"alg":"none"})"), "ok");
        row("A136 kid empty", unprotected(R"({"kid":""})"), "jws.kid");
        row("A127 protected is an array", protectedPart("[]"), "json.not_an_object");
    }

    static void encodings()
    {
        const auto unencoded = [](const char* json) {
            return with(with(flattened(), u"protected", encode(QByteArrayView(json))), u"payload",
                        QStringLiteral("$.02"));
        };
        row("N111 unencoded", unencoded(R"({"alg":"RS256","b64":false,"crit":["b64"]})"), "ok");
        row("N111 not critical", unencoded(R"({"alg":"RS256","b64":false})"), "jws.b64");
        row("A126 encoded, with a point in it", unencoded(R"({"alg":"RS256","b64":true})"),
            "base64url.character");
        row("N111 signatures differ",
            general({signatureObject(),
                     signatureObject(encode(R"({"alg":"RS256","b64":false,"crit":["b64"]})"))}),
            "jws.b64");
        row("N112 A126 payload padded", with(flattened(), u"payload", QStringLiteral("e3A=")),
            "base64url.character");
        row("N112 A126 signature of other letters",
            with(flattened(), u"signature", QStringLiteral("\u0410A")), "base64url.character");
        row("N112 A126 trailing bits", with(flattened(), u"signature", QStringLiteral("AB")),
            "base64url.trailing_bits");
        row("N112 A126 protected cut", with(flattened(), u"protected", kRs256.chopped(3)),
            "base64url.length");
    }

    static void hostile()
    {
        row("A125 hybrid", QByteArray(R"({"a.b.c":1})"), "jws.json_form");
        row("A125 compact in a member", with(flattened(), u"signature", QStringLiteral("e30.e30.AA")),
            "base64url.character");
        row("A124 payload twice", QByteArray(R"({"payload":"e30","payload":"e30","signature":"AA"})"),
            "json.duplicate_name");
        row("A124 signature twice, escaped",
            QByteArray(R"({"payload":"e30","signature":"AA","signatur\u0065":"AA"})"), "json.duplicate_name");
        row("A127 depth", "{\"header\":" + QByteArray(100000, '['), "json.depth");
        row("A127 not JSON", QByteArray("e30.e30.AA"), "json.not_an_object");
        row("A137 something behind", toJson(flattened()) + 'x', "json.syntax");
        row("A138 invalid UTF-8", QByteArray("{\"payload\":\"\xFF\"}"), "json.encoding");
        row("A138 lone surrogate", QByteArray(R"({"payload":"\ud800"})"), "json.encoding");
        row("A139 beyond the bound", QByteArray(kMaxInspectedBytes + 1, ' '), "jws.too_large");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsJsonTest)
#include "jws_json_test.moc"
