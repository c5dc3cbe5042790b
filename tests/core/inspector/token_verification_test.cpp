// Verifying with a named key source, comparing with expectations, and the exit status that comes of it.
#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::TokenReport)
Q_DECLARE_METATYPE(tessera::JwsPayload)

namespace tessera::test {
namespace {

QString codes(const TokenReport& report)
{
    QStringList list;
    for (const Finding& finding : report.findings)
        list.append(finding.code);
    return list.join(u' ');
}

TokenReport decoded(const Change& change = [](IdTokenCase&) {})
{
    IdTokenCase subject;
    change(subject);
    return inspectToken(subject.token().reveal(), subject.now);
}

TokenReport verified(const TokenReport& report, const QList<Key>& keys)
{
    return verifyReport(report, JwkSet(keys), QStringLiteral("keys.json"));
}

TokenReport unsignedReport()
{
    return inspectToken(compact("{\"alg\":\"none\"}", "{\"iss\":\"x\",\"aud\":\"y\",\"exp\":1767326645}", {}),
                        ManualClock().now());
}

} // namespace

class TokenVerificationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdict_data()
    {
        QTest::addColumn<TokenReport>("report");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("good");
        const IssuerKeys& k = IssuerKeys::shared();
        const auto row = [](const char* name, const TokenReport& report, const char* status, const char* code,
                            bool good) {
            QTest::newRow(name) << report << QString::fromLatin1(status) << QString::fromLatin1(code) << good;
        };
        const Key secret = Key::fromSecret(SecretString::fromUtf8(QByteArray(32, 's')));
        const auto hs256 = [&](IdTokenCase& c) {
            c.key = secret;
            c.alg = QStringLiteral("HS256");
        };
        row("RS256 with its key", verified(decoded(), {k.rsa}), "valid", "", true);
        row("A291 nobody verified", decoded(), "not-checked", "", true);
        row("N086 other key of that kid", verified(decoded(), {k.stranger}), "invalid", "jws.signature",
            false);
        row("A200 no key of that kid", verified(decoded(), {k.ec}), "refused", "jwks.unknown_kid", false);
        row("A142 key of another type", verified(decoded(), {k.ec.withKid(QStringLiteral("rsa"))}), "refused",
            "jwks.no_key", false);
        row("A177 valid but expired",
            verified(decoded([](IdTokenCase& c) {
                         c.set(u"iat", c.at(-900));
                         c.set(u"exp", c.at(-600));
                     }),
                     {k.rsa}),
            "valid", "", false);
        row("HS256 with its secret", verifyReport(decoded(hs256), secret.secret(), QStringLiteral("secret")),
            "valid", "", true);
        row("N086 HS256, other secret",
            verifyReport(decoded(hs256), SecretString::fromUtf8(QByteArray(32, 't')),
                         QStringLiteral("secret")),
            "invalid", "jws.signature", false);
        row("A156 HS256, short secret",
            verifyReport(decoded(hs256), SecretString::fromUtf8("short"), QStringLiteral("secret")),
            "refused", "key.weak", false);
        row("A140 RS256 with a secret",
            verifyReport(decoded(), SecretString::fromUtf8(QByteArray(32, 's')), QStringLiteral("secret")),
            "refused", "key.wrong_type", false);
        row("A121 none with keys", verified(unsignedReport(), {k.rsa}), "refused", "jws.algorithm_unknown",
            false);
        row("A121 none without", unsignedReport(), "refused", "jws.algorithm_unknown", true);
        row("opaque with keys", verified(inspectToken("opaque", ManualClock().now()), {k.rsa}), "refused",
            "jws.parts", false);
        row("A172 encrypted with keys",
            verified(inspectToken(compact("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}", "", "") + ".a.b",
                                  ManualClock().now()),
                     {k.rsa}),
            "not-checked", "", false);
    }
    void verdict()
    {
        QFETCH(TokenReport, report);
        QTEST(report.signature.status, "status");
        QTEST(report.signature.code, "code");
        QTEST(isGood(report), "good");
        if (report.signature.status != u"valid" && !report.signature.keySource.isEmpty() &&
            report.kind == u"jws")
            QVERIFY(!report.findings.isEmpty());
    }

    void kidOfTheKeyThatFitted()
    {
        const TokenReport report =
            verified(decoded([](IdTokenCase& c) { c.key = c.key.withKid({}); }), {IssuerKeys::shared().rsa});
        QCOMPARE(report.signature.status, QStringLiteral("valid"));
        QCOMPARE(report.signature.kid, QStringLiteral("rsa"));
        QCOMPARE(report.signature.keySource, QStringLiteral("keys.json"));
    }

    void expectations_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("audience");
        QTest::addColumn<QString>("clientId");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QString>("findings");
        const QString none;
        const QString& iss = IdTokenCase::issuer;
        const QString& client = IdTokenCase::clientId;
        QTest::newRow("nothing expected") << none << none << none << QByteArray() << QString();
        QTest::newRow("all met") << iss << client << client << QByteArray("n-0S6_WzA2Mj") << QString();
        QTest::newRow("N083 issuer") << iss + u'/' << none << none << QByteArray()
                                     << QStringLiteral("id_token.iss_mismatch");
        QTest::newRow("N084 audience") << none << QStringLiteral("api") << none << QByteArray()
                                       << QStringLiteral("id_token.aud_mismatch");
        QTest::newRow("N084 client") << none << none << QStringLiteral("other") << QByteArray()
                                     << QStringLiteral("id_token.aud_mismatch");
        QTest::newRow("N091 nonce") << none << none << none << QByteArray("other")
                                    << QStringLiteral("id_token.nonce_mismatch");
        QTest::newRow("all missed") << QStringLiteral("x") << none << QStringLiteral("y") << QByteArray("z")
                                    << QStringLiteral("id_token.iss_mismatch id_token.aud_mismatch "
                                                      "id_token.nonce_mismatch");
    }
    void expectations()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, audience);
        QFETCH(QString, clientId);
        QFETCH(QByteArray, nonce);
        const TokenReport report = checkExpectations(decoded(), {issuer, audience, clientId, nonce});
        QTEST(codes(report), "findings");
    }

    void expectationsOfTextWithoutClaims()
    {
        const TokenReport opaque = inspectToken("opaque", ManualClock().now());
        QCOMPARE(codes(checkExpectations(opaque, {})), QStringLiteral("inspect.opaque"));
        QCOMPARE(codes(checkExpectations(opaque, {IdTokenCase::issuer, {}, {}, {}})),
                 QStringLiteral("inspect.opaque inspect.no_claims"));
    }

    /// A person who verifies with the issuer's keys must not be told "good" of a token for somebody else.
    void validButForSomebodyElseIsNotGood()
    {
        const TokenReport report = verified(decoded(), {IssuerKeys::shared().rsa});
        QVERIFY(isGood(report));
        QVERIFY(!isGood(checkExpectations(report, {{}, {}, QStringLiteral("other"), {}})));
    }

    // ---- what is signed and yet no JWT: shown, verified, and never good

    void notAsAJwt_data()
    {
        QTest::addColumn<JwsPayload>("form");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("shown"); // null: the payload is elsewhere
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("finding");
        const QByteArray claims = "{\"sub\":\"x\"}";
        QTest::newRow("A130 b64 is false") << JwsPayload::Unencoded << claims << claims << "valid"
                                           << ""
                                           << "jws.b64";
        QTest::newRow("RFC 7515 F detached") << JwsPayload::Detached << claims << QByteArray() << "refused"
                                             << "jws.detached"
                                             << "jws.detached";
        QTest::newRow("RFC 7797 5.1 both")
            << JwsPayload::UnencodedAndDetached << claims << QByteArray() << "refused"
            << "jws.detached"
            << "jws.detached";
    }
    void notAsAJwt()
    {
        QFETCH(JwsPayload, form);
        QFETCH(QByteArray, content);
        const Key key = Key::generateEc(u"P-256");
        const auto token = signCompact(content, key, u"ES256", {}, form);
        QVERIFY(token);
        const TokenReport report = verified(inspectToken(*token, ManualClock().now()), {key});
        QTEST(report.payload.value_or(QByteArray()), "shown");
        QTEST(report.signature.status, "status");
        QTEST(report.signature.code, "code");
        QFETCH(QString, finding);
        QVERIFY2(codes(report).split(u' ').contains(finding), qPrintable(codes(report)));
        QVERIFY(!report.claims);
        QVERIFY(!isGood(report));
    }

    void anotherKeyForUnencoded()
    {
        const auto token = signCompact("{}", Key::generateEc(u"P-256"), u"ES256", {}, JwsPayload::Unencoded);
        const TokenReport report =
            verified(inspectToken(*token, ManualClock().now()), {Key::generateEc(u"P-256")});
        QCOMPARE(report.signature.status, QStringLiteral("invalid"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenVerificationTest)
#include "token_verification_test.moc"
