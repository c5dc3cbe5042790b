// What is kept of headers, forms, JSON, addresses and texts; nothing that went in as a secret comes out.
#include "core/flow/flow_redaction.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

FlowSecrets newSecrets()
{
    return FlowSecrets(std::make_shared<const QByteArray>("key"));
}

QString all(const QList<FlowField>& fields)
{
    QString out;
    for (const FlowField& field : fields)
        out += field.name + u'=' + field.value + (field.secret ? QStringLiteral("#") : QString()) + u'\n';
    return out.trimmed();
}

const char* const kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl";

} // namespace

class FlowRedactionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void headers_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("kept");
        const auto row = [](const char* name, const char* value, const char* kept) {
            QTest::addRow("%s: %s", name, QByteArray(value).left(40).constData())
                << QByteArray(name) << QByteArray(value) << QString::fromUtf8(kept);
        };
        row("Content-Type", "application/json", "Content-Type=application/json");
        row("Authorization", "Bearer canary-1", "Authorization=Bearer#");
        row("authorization", "Basic Y2FuYXJ5OmNhbmFyeQ==", "authorization=Basic#");
        row("Proxy-Authorization", "canary", "Proxy-Authorization=#");
        row("DPoP", kJwt, "DPoP=#");
        row("DPoP-Nonce", "canary-nonce", "DPoP-Nonce=#");
        row("Cookie", "a=canary-1; b=canary-2", "Cookie=a#\nCookie=b#");
        row("Set-Cookie", "sid=canary-1; Path=/; HttpOnly", "Set-Cookie=sid; Path=/; HttpOnly#");
        row("Set-Cookie", "canary-without-a-name", "Set-Cookie=#");
        row("X-Api-Key", "canary-key", "X-Api-Key=#");
        row("X-Whatever", kJwt, "X-Whatever=#");
        row("WWW-Authenticate", "Bearer realm=\"a\", error=\"invalid_token\"",
            "WWW-Authenticate=Bearer realm=\"a\", error=\"invalid_token\"");
        row("Date", "Mon, 23 Nov 2026 13:31:13 GMT", "Date=Mon, 23 Nov 2026 13:31:13 GMT");
    }

    void headers()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, kept);
        FlowSecrets secrets = newSecrets();
        QCOMPARE(all(redactedHeaders({{name, value}}, secrets)), kept);
    }

    void locationLosesItsCode()
    {
        FlowSecrets secrets = newSecrets();
        const auto fields = redactedHeaders(
            {{"Location", "http://127.0.0.1:1/cb?code=canary-1&iss=https%3A%2F%2Fop.example"}}, secrets);
        QVERIFY(!all(fields).contains(u"canary"));
        QVERIFY(fields.first().value.startsWith(u"http://127.0.0.1:1/cb?code=[secret "));
    }

    void passwordOfBasicIsKnownAfterwards()
    {
        FlowSecrets secrets = newSecrets();
        const QByteArray pair = QByteArray("client:canary%2Fword").toBase64();
        redactedHeaders({{"Authorization", "Basic " + pair}}, secrets);
        QVERIFY(!redactedText(QStringLiteral("bad secret canary%2Fword"), secrets).contains(u"word"));
        QVERIFY(!redactedText(QStringLiteral("bad secret canary/word"), secrets).contains(u"word"));
    }

    void aMegabyteOfHeader()
    {
        FlowSecrets secrets = newSecrets();
        const auto fields = redactedHeaders({{"X-Long", QByteArray(1024 * 1024, 'a')}}, secrets);
        QVERIFY(fields.first().value.isEmpty() && fields.first().secret);
        QCOMPARE(fields.first().secret->length, 1024 * 1024);
    }

    void forms_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QString>("kept");
        const auto row = [](const char* form, const char* kept) {
            QTest::newRow(form) << QByteArray(form) << QString::fromUtf8(kept);
        };
        row("grant_type=authorization_code&code=canary&code_verifier=canary2",
            "grant_type=authorization_code\ncode=#\ncode_verifier=#");
        row("login_hint=ana%40acme.example&scope=openid+email",
            "login_hint=ana@acme.example\nscope=openid email");
        row("token=canary&token_type_hint=access_token", "token=#\ntoken_type_hint=access_token");
        row("a&&b=&=c", "a=\nb=\n=c");
        row("state=", "state=");
        row("bad=%zz%", "bad=%zz%");
        row("CODE=canary", "CODE=#");
        row("co%64e=canary", "code=#");
    }

    void forms()
    {
        QFETCH(QByteArray, form);
        QFETCH(QString, kept);
        FlowSecrets secrets = newSecrets();
        QCOMPARE(all(redactedForm(form, secrets)), kept);
    }

    void fieldsAreCounted()
    {
        FlowSecrets secrets = newSecrets();
        QByteArray form;
        for (int i = 0; i < 1000; ++i)
            form += "a=1&";
        QCOMPARE(redactedForm(form, secrets).size(), kFlowFields);
        QCOMPARE(redactedForm(QByteArray(kFlowBodyBytes + 1, 'a'), secrets).size(), 0);
    }

    void tokenResponse()
    {
        FlowSecrets secrets = newSecrets();
        const QByteArray body =
            "{\"token_type\":\"Bearer\",\"access_token\":\"canary-a\",\"expires_in\":3600,"
            "\"refresh_token\":\"canary-r\",\"scope\":\"openid email\",\"other\":\"short\","
            "\"session_of_theirs\":\"canary "
            "canary\",\"own_thing\":\"canary_canary_canary_canary_canary_canary\"}";
        const FlowBody kept = redactedBody("application/json; charset=utf-8", body, secrets);
        QCOMPARE(all(kept.fields), QStringLiteral("token_type=Bearer\naccess_token=#\nexpires_in=3600\n"
                                                  "refresh_token=#\nscope=openid email\nother=short\n"
                                                  "session_of_theirs=canary canary\nown_thing=#"));
        QCOMPARE(kept.mediaType, QByteArray("application/json"));
        QCOMPARE(kept.bytes, body.size());
        QVERIFY(!kept.isOpaque);
        QVERIFY(kept.text.startsWith(u"{\n  \"token_type\": \"Bearer\",\n  \"access_token\": \"[secret "));
    }

    void secretInFrontOfItsName()
    {
        FlowSecrets secrets = newSecrets();
        const FlowBody kept = redactedBody(
            "application/json",
            "{\"verification_uri_complete\":\"https://op/x?u=ABCD-EFGH\",\"user_code\":\"ABCD-EFGH\"}",
            secrets);
        QVERIFY(!all(kept.fields).contains(u"ABCD"));
        QVERIFY(!kept.text.contains(u"ABCD"));
    }

    void belowASecretName()
    {
        FlowSecrets secrets = newSecrets();
        const FlowBody kept = redactedBody(
            "application/json", "{\"credentials\":{\"a\":[\"canary-1\",2],\"b\":true},\"c\":\"d\"}", secrets);
        QCOMPARE(all(kept.fields),
                 QStringLiteral("credentials.a[0]=#\ncredentials.a[1]=#\ncredentials.b=true\nc=d"));
    }

    void secretAsAName()
    {
        FlowSecrets secrets = newSecrets();
        secrets.learn(QStringLiteral("canary-1"));
        const FlowBody kept = redactedBody("application/json", "{\"canary-1\":{\"x\":1}}", secrets);
        QVERIFY(!all(kept.fields).contains(u"canary"));
        QVERIFY(!kept.text.contains(u"canary"));
    }

    void echoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("as it is") << QStringLiteral("the code canary/code is used up");
        QTest::newRow("percent-encoded") << QStringLiteral("see /x?y=canary%2Fcode");
        QTest::newRow("base64") << QStringLiteral("see %1").arg(
            QString::fromLatin1(QByteArray("client:canary/code").toBase64()));
    }

    void echoes()
    {
        QFETCH(QString, text);
        FlowSecrets secrets = newSecrets();
        redactedForm("code=canary%2Fcode", secrets);
        const QByteArray body =
            "{\"error\":\"invalid_grant\",\"error_description\":\"" + text.toUtf8() + "\"}";
        const FlowBody kept = redactedBody("application/json", body, secrets);
        QVERIFY(kept.fields.last().value.contains(u"[secret "));
        QVERIFY(!kept.text.contains(u"canary"));
        const Error error =
            redactedError({ErrorKind::Denied, QStringLiteral("invalid_grant"), text, {}}, secrets);
        QVERIFY(error.detail.contains(u"[secret "));
        QCOMPARE(error.code, QStringLiteral("invalid_grant"));
    }

    void opaque_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("HTML") << QByteArray("text/html") << QByteArray("<p>canary</p>");
        QTest::newRow("no type") << QByteArray() << QByteArray("{\"a\":\"canary\"}");
        QTest::newRow("JWT") << QByteArray("application/jwt") << QByteArray(kJwt);
        QTest::newRow("JSON that is none") << QByteArray("application/json") << QByteArray("{\"a\":canary}");
        QTest::newRow("nested 1000 deep")
            << QByteArray("application/json")
            << QByteArray("{\"a\":") + QByteArray(1000, '[') + "\"canary\"" + QByteArray(1000, ']') + '}';
        QTest::newRow("too long") << QByteArray("application/json")
                                  << "{\"a\":\"" + QByteArray(kFlowBodyBytes, 'c') + "\"}";
    }

    void opaque()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        FlowSecrets secrets = newSecrets();
        const FlowBody kept = redactedBody(type, body, secrets);
        QVERIFY(kept.isOpaque && kept.fields.isEmpty() && kept.text.isEmpty());
        QCOMPARE(kept.bytes, body.size());
    }

    void addresses()
    {
        FlowSecrets secrets = newSecrets();
        QCOMPARE(redactedAddress(QUrl(QStringLiteral("https://u:canary@op.example:8443/a/b?code=canary#f")),
                                 secrets),
                 QStringLiteral("https://op.example:8443/a/b"));
        secrets.learn(QStringLiteral("canary-1"));
        QVERIFY(!redactedAddress(QUrl(QStringLiteral("https://op.example/reg/canary-1")), secrets)
                     .contains(u"canary"));
    }

    void longValuesAreCut()
    {
        FlowSecrets secrets = newSecrets();
        const FlowField field = redactedField(QStringLiteral("a"), QString(3000, u'b'), secrets);
        QCOMPARE(field.value.size(), kFlowValueCharacters + 1);
    }

    /// As long as a body may be, and many secrets to look for: no frame of the window may be lost.
    void aLargeAnswerIsQuick()
    {
        FlowSecrets secrets = newSecrets();
        for (int i = 0; i < 50; ++i)
            secrets.learn(QStringLiteral("canary-secret-of-some-length-%1").arg(i));
        QByteArray body = "{\"a\":0";
        for (int i = 0; i < 1500; ++i)
            body += ",\"member" + QByteArray::number(i) + "\":\"https://op.example/" + QByteArray::number(i) +
                    '"';
        body += '}';
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!redactedBody("application/json", body, secrets).isOpaque);
        qInfo("%lld bytes in %lld ms", static_cast<long long>(body.size()),
              static_cast<long long>(timer.elapsed()));
        QVERIFY(timer.elapsed() < 500); // under sanitizers, beside other tests; alone it is a few
    }

    /// Whoever sends two hundred secrets may hide one of ours behind them.
    void aFullMemoryKeepsNothing()
    {
        FlowSecrets secrets = newSecrets();
        for (int i = 0; i <= FlowSecrets::kMost; ++i)
            secrets.learn(QStringLiteral("secret-%1").arg(i));
        const FlowBody kept = redactedBody("application/json", "{\"a\":\"canary\"}", secrets);
        QVERIFY(kept.isOpaque && kept.fields.isEmpty());
        QVERIFY(!all(redactedHeaders({{"X-A", "canary"}}, secrets)).contains(u"canary"));
        QVERIFY(redactedForm("a=canary", secrets).isEmpty());
        QVERIFY(!redactedText(QStringLiteral("canary"), secrets).contains(u"canary"));
    }
};

TESSERA_TEST(FlowRedactionTest)
#include "flow_redaction_test.moc"
