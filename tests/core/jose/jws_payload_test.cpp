// Payloads that travel apart or are signed as they are: RFC 7515 appendix F, RFC 7797 (N111, A130).
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class JwsPayloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherPayloads_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& payload, JwsPayload form, const char* code) {
            QTest::newRow(name) << payload << static_cast<int>(form) << QString::fromLatin1(code);
        };
        row("encoded", "a.b\xFF", JwsPayload::Encoded, "ok");
        row("detached", "a.b\xFF", JwsPayload::Detached, "ok");
        row("detached, empty", "", JwsPayload::Detached, "ok");
        row("unencoded", "$,02 ~", JwsPayload::Unencoded, "ok");
        row("unencoded, empty", "", JwsPayload::Unencoded, "ok");
        row("unencoded with a dot", "$.02", JwsPayload::Unencoded, "jws.payload");
        row("unencoded with a line break", "a\nb", JwsPayload::Unencoded, "jws.payload");
        row("unencoded with a byte above ASCII", "\xC3\xA9", JwsPayload::Unencoded, "jws.payload");
        row("unencoded and detached", "$.02\xFF", JwsPayload::UnencodedAndDetached, "ok");
    }

    void otherPayloads()
    {
        QFETCH(QByteArray, payload);
        QFETCH(int, form);
        const auto payloadForm = static_cast<JwsPayload>(form);
        const auto token = signCompact(payload, p256Key(), u"ES256", {}, payloadForm);
        QTEST(codeOf(token), "code");
        if (!token)
            return;
        auto jws = parseCompactJws(*token, kMaxTokenBytes, JwsReading::Any);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        if (jws->payload != payload) {
            QVERIFY(token->contains(".."));
            QCOMPARE(codeOf(verifyJws(*jws, p256Key())), QStringLiteral("jws.signature"));
            jws = withDetachedPayload(*jws, payload);
        } else if (!payload.isEmpty()) {
            QCOMPARE(codeOf(withDetachedPayload(*jws, payload)), QStringLiteral("jws.not_detached"));
        }
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->payload, payload);
        QCOMPARE(codeOf(verifyJws(*jws, p256Key())), QStringLiteral("ok"));
        if (!jws->header.isPayloadEncoded) // A130 N111
            QCOMPARE(codeOf(decodeJwt(*token)), QStringLiteral("jws.b64"));
        QVERIFY(payloadForm == JwsPayload::Encoded || payload.isEmpty() || !decodeJwt(*token));
    }

    void unencodedFromOutside_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("code");
        QTest::newRow("printable") << QByteArray("$,02") << QStringLiteral("ok");
        QTest::newRow("A122 a dot makes four parts") << QByteArray("$.02") << QStringLiteral("jws.parts");
        QTest::newRow("A137 line break") << QByteArray("a\n") << QStringLiteral("jws.payload");
        QTest::newRow("A138 byte above ASCII") << QByteArray("\xFF") << QStringLiteral("jws.payload");
        QTest::newRow("A138 NUL") << QByteArray(1, '\0') << QStringLiteral("jws.payload");
    }

    void unencodedFromOutside()
    {
        QFETCH(QByteArray, payload);
        const QByteArray header = base64urlEncode(R"({"alg":"RS256","b64":false,"crit":["b64"]})");
        const auto jws = parseCompactJws(header + '.' + payload + ".AA", kMaxTokenBytes, JwsReading::Any);
        QTEST(codeOf(jws), "code");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsPayloadTest)
#include "jws_payload_test.moc"
