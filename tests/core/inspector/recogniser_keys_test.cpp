// Keys pasted in place of a token.
#include "core/inspector/recogniser_keys.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class RecogniserKeysTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void publicKey()
    {
        const TokenReport report = inspectAt(compactJson(IssuerKeys::shared().ec.publicJwk()));
        QCOMPARE(report.kind, QStringLiteral("jwk"));
        QCOMPARE(report.title, QStringLiteral("Public key (JWK, EC P-256)"));
        QCOMPARE(codesOf(report.findings), QString());
        QCOMPARE(fieldOf(report, u"crv"), QStringLiteral("P-256"));
    }

    void symmetricKeyIsHidden() // A356
    {
        const TokenReport report = inspectAt(
            quoted("{'kty':'oct','k':'UzNDUkVUVkFMVUVTM0NSRVRWQUxVRVMzQ1JFVFZBTFVF','alg':'HS256'}"));
        QCOMPARE(report.title, QStringLiteral("Symmetric key (JWK, a shared secret)"));
        QCOMPARE(codesOf(report.findings), QStringLiteral("key.secret"));
        QVERIFY(!exported(report).contains("UzNDUkVU"));
    }

    void badKeyIsNamed() // A150
    {
        const TokenReport report = inspectAt(quoted("{'kty':'EC','crv':'P-256','x':'AA','y':'AA'}"));
        QCOMPARE(report.kind, QStringLiteral("jwk"));
        QCOMPARE(report.findings.size(), 1);
        QCOMPARE(report.findings.first().severity, Finding::Error);
        QVERIFY(report.findings.first().title != u"Refused");
    }

    void set()
    {
        const QJsonObject jwk = IssuerKeys::shared().rsa.publicJwk();
        const TokenReport report = inspectAt(compactJson({{QStringLiteral("keys"), QJsonArray{jwk, jwk}}}));
        QCOMPARE(report.kind, QStringLiteral("jwk-set"));
        QCOMPARE(report.title, QStringLiteral("JWK set with 2 keys"));
        QCOMPARE(report.fields.size(), 2);
        QCOMPARE(codesOf(report.findings), QString());
    }

    void secretInASet() // A157
    {
        const TokenReport report = inspectAt(quoted("{'keys':[{'kty':'oct','k':'UzNDUkVUVkFMVUU'}]}"));
        QCOMPARE(codesOf(report.findings), QStringLiteral("key.secret_in_set"));
        QVERIFY(!exported(report).contains("UzNDUkVU"));
    }

    void emptySet()
    {
        QCOMPARE(codesOf(inspectAt(quoted("{'keys':[]}")).findings), QStringLiteral("key.none"));
    }

    void pem_data()
    {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("secret");
        QTest::newRow("public") << QByteArray("PUBLIC KEY") << "PEM: public key" << false;
        QTest::newRow("private") << QByteArray("PRIVATE KEY") << "PEM: private key" << true;
        QTest::newRow("certificate") << QByteArray("CERTIFICATE") << "PEM: certificate" << false;
    }
    void pem()
    {
        QFETCH(QByteArray, label);
        QFETCH(bool, secret);
        const TokenReport report =
            inspectAt("-----BEGIN " + label + "-----\nUzNDUkVUVkFMVUU=\n-----END " + label + "-----\n");
        QCOMPARE(report.kind, QStringLiteral("pem"));
        QTEST(report.title, "title");
        QCOMPARE(hasCode(report, u"key.secret"), secret);
        QVERIFY(hasCode(report, u"pem.unreadable"));
        QVERIFY(!exported(report).contains("UzNDUkVU")); // A356
    }

    void encryptedPem()
    {
        const TokenReport report = inspectAt("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n");
        QVERIFY(hasCode(report, u"key.encrypted"));
        QVERIFY(!hasCode(report, u"pem.unreadable"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RecogniserKeysTest)
#include "recogniser_keys_test.moc"
