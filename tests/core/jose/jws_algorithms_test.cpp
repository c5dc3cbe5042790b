// The table of algorithms against RFC 7518 section 3.1, RFC 8037 section 3.1 and RFC 9864.
#include "core/jose/jws_algorithms.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QtTest>

namespace tessera::test {

class JwsAlgorithmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data()
    {
        QTest::addColumn<int>("keyType");
        QTest::addColumn<QByteArray>("digest");
        QTest::addColumn<QString>("curve");
        QTest::addColumn<int>("signatureBytes");
        QTest::addColumn<int>("minSecretBytes");
        const auto row = [](const char* name, KeyType type, const char* digest, const char* curve, int bytes,
                            int secret) {
            QTest::newRow(name) << static_cast<int>(type) << QByteArray(digest) << QString::fromLatin1(curve)
                                << bytes << secret;
        };
        row("RS256", KeyType::Rsa, "SHA256", "", 0, 0);
        row("RS384", KeyType::Rsa, "SHA384", "", 0, 0);
        row("RS512", KeyType::Rsa, "SHA512", "", 0, 0);
        row("PS256", KeyType::Rsa, "SHA256", "", 0, 0);
        row("PS384", KeyType::Rsa, "SHA384", "", 0, 0);
        row("PS512", KeyType::Rsa, "SHA512", "", 0, 0);
        row("ES256", KeyType::Ec, "SHA256", "P-256", 64, 0);
        row("ES384", KeyType::Ec, "SHA384", "P-384", 96, 0);
        row("ES512", KeyType::Ec, "SHA512", "P-521", 132, 0);
        row("EdDSA", KeyType::Okp, "SHA512", "Ed25519", 64, 0);
        row("Ed25519", KeyType::Okp, "SHA512", "Ed25519", 64, 0);
        row("HS256", KeyType::Oct, "SHA256", "", 32, 32);
        row("HS384", KeyType::Oct, "SHA384", "", 48, 48);
        row("HS512", KeyType::Oct, "SHA512", "", 64, 64);
    }

    void table()
    {
        QFETCH(int, keyType);
        QFETCH(QByteArray, digest);
        QFETCH(QString, curve);
        const JwsAlgorithm* algorithm = findJwsAlgorithm(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(algorithm);
        QCOMPARE(static_cast<int>(algorithm->keyType), keyType);
        QCOMPARE(QByteArray(algorithm->digest), digest);
        QCOMPARE(algorithm->curve.toString(), curve);
        QTEST(static_cast<int>(algorithm->signatureBytes), "signatureBytes");
        QTEST(static_cast<int>(algorithm->minSecretBytes), "minSecretBytes");
        QCOMPARE(algorithm->asymmetric(), algorithm->keyType != KeyType::Oct);
    }

    void everyNameOnce()
    {
        QSet<QString> names;
        for (const JwsAlgorithm* algorithm : jwsAlgorithms()) {
            names.insert(algorithm->name.toString());
            QCOMPARE(findJwsAlgorithm(algorithm->name), algorithm);
        }
        QCOMPARE(names.size(), 14);
        QCOMPARE(jwsAlgorithms().size(), 14);
    }

    void unknown_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("A121 none") << QStringLiteral("none");
        QTest::newRow("A121 None") << QStringLiteral("None");
        QTest::newRow("A121 NONE") << QStringLiteral("NONE");
        QTest::newRow("A121 nOnE") << QStringLiteral("nOnE");
        QTest::newRow("A121 empty") << QString();
        QTest::newRow("A160 RS1") << QStringLiteral("RS1");
        QTest::newRow("A160 MD5") << QStringLiteral("MD5");
        QTest::newRow("A160 HS1") << QStringLiteral("HS1");
        QTest::newRow("A160 ES256K") << QStringLiteral("ES256K");
        QTest::newRow("A160 Ed448") << QStringLiteral("Ed448");
        QTest::newRow("A160 other case") << QStringLiteral("rs256");
        QTest::newRow("A160 space") << QStringLiteral("RS256 ");
        QTest::newRow("A160 NUL") << QStringLiteral("RS256") + QChar(0);
        QTest::newRow("A160 look-alike") << QStringLiteral("\u0420S256");
        QTest::newRow("A160 of encryption") << QStringLiteral("RSA-OAEP");
    }

    void unknown()
    {
        QFETCH(QString, name);
        QVERIFY(!findJwsAlgorithm(name));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsAlgorithmsTest)
#include "jws_algorithms_test.moc"
