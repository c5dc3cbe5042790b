// JWS and JWE in JSON: shown and checked here, although no reader of JWTs may take them (A125).
#include "core/inspector/jose_json_report.h"
#include "core/inspector/token_inspector.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kClaims = "{\"iss\":\"https://id.example\",\"sub\":\"alice\"}";

TimePoint now()
{
    return ManualClock().now();
}

Key signingKey(const QString& kid)
{
    return Key::generateEc(u"P-256").withKid(kid);
}

QByteArray signedBy(const QList<Key>& keys, JwsPayload form = JwsPayload::Encoded)
{
    QList<JsonJwsSigner> signers;
    for (const Key& key : keys)
        signers.append({key, QStringLiteral("ES256"), {}, {}});
    const auto text =
        signJson(kClaims, signers, keys.size() == 1 ? JsonJwsForm::Flattened : JsonJwsForm::General, form);
    return text ? *text : QByteArray();
}

TokenReport verified(QByteArrayView text, const QList<Key>& keys)
{
    return verifyReport(inspectToken(text, now()), JwkSet(keys), QStringLiteral("keys.json"));
}

} // namespace

class JoseJsonReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void flattened()
    {
        const Key key = signingKey(QStringLiteral("a"));
        const TokenReport report = inspectToken(signedBy({key}), now());
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QCOMPARE(report.serialization, QStringLiteral("flattened"));
        QCOMPARE(report.claims->value(u"sub").toString(), QStringLiteral("alice"));
        QCOMPARE(report.fields.size(), 1);
        QCOMPARE(report.signature.alg, QStringLiteral("ES256"));
        QCOMPARE(verified(signedBy({key}), {key}).signature.status, QStringLiteral("valid"));
        QCOMPARE(verified(signedBy({key}), {signingKey(QStringLiteral("a"))}).signature.status,
                 QStringLiteral("invalid"));
    }

    void oneOfTwoSignaturesIsEnough()
    {
        const Key a = signingKey(QStringLiteral("a"));
        const Key b = signingKey(QStringLiteral("b"));
        const TokenReport report = verified(signedBy({a, b}), {b});
        QCOMPARE(report.serialization, QStringLiteral("general"));
        QCOMPARE(report.signature.status, QStringLiteral("valid"));
        QCOMPARE(report.fields.size(), 2);
        QVERIFY2(report.fields[0].meaning.contains(u"jwks.unknown_kid"),
                 qPrintable(report.fields[0].meaning));
        QCOMPARE(report.fields[1].meaning, QStringLiteral("Valid."));
    }

    void detached()
    {
        const Key key = signingKey(QStringLiteral("a"));
        const TokenReport report = verified(signedBy({key}, JwsPayload::Detached), {key});
        QVERIFY(!report.payload);
        QCOMPARE(report.signature.status, QStringLiteral("refused"));
        QCOMPARE(report.signature.code, QStringLiteral("jws.detached"));
    }

    void encrypted()
    {
        const TokenReport report =
            inspectToken(R"({"protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0","iv":"AAAAAAAAAAAAAAAA",)"
                         R"("ciphertext":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"})",
                         now());
        QCOMPARE(report.kind, QStringLiteral("jwe"));
        QCOMPARE(report.serialization, QStringLiteral("flattened"));
        QCOMPARE(report.decryption->status, QStringLiteral("not-attempted"));
        const TokenReport tried =
            verifyReport(report, Key::generateSecret(128).secret(), QStringLiteral("k"));
        QCOMPARE(tried.decryption->status, QStringLiteral("failed"));
        QCOMPARE(tried.decryption->code, QStringLiteral("jwe.decryption"));
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("payload is a number")
            << QByteArray(R"({"payload":1,"signature":"AA","protected":"e30"})");
        QTest::newRow("both forms") << QByteArray(R"({"payload":"AA","signature":"AA","signatures":[]})");
        QTest::newRow("no signatures") << QByteArray(R"({"payload":"AA","signatures":[]})");
        QTest::newRow("ciphertext is null") << QByteArray(R"({"protected":"e30","ciphertext":null})");
    }
    void damaged()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectToken(text, now());
        const bool refused = report.signature.status == u"refused" ||
                             (report.decryption && report.decryption->status == u"refused");
        QVERIFY(refused);
        QVERIFY(std::any_of(report.findings.begin(), report.findings.end(),
                            [](const Finding& finding) { return finding.severity == Finding::Error; }));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JoseJsonReportTest)
#include "jose_json_report_test.moc"
