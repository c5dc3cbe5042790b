// The table of algorithms against RFC 7518 sections 3.1, 4.1 and 5.1, RFC 8037, RFC 8812 and RFC 9864.
#include "core/jose/jose_algorithms.h"

#include "tests/support/test_program.h"

#include <QSet>
#include <QtTest>

#include <type_traits>

namespace tessera::test {

// Algorithm confusion does not compile: one use is never another, and nobody makes a row of his own.
static_assert(!std::is_convertible_v<const JweKeyManagement&, const JwsAlgorithm&>);
static_assert(!std::is_convertible_v<const JwsAlgorithm&, const JweKeyManagement&>);
static_assert(!std::is_constructible_v<JwsAlgorithm, const JoseAlgorithm&>);
static_assert(!std::is_copy_constructible_v<JwsAlgorithm>);

class JoseAlgorithmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signatures_data()
    {
        QTest::addColumn<int>("keyType");
        QTest::addColumn<QByteArray>("digest");
        QTest::addColumn<QString>("curves");
        QTest::addColumn<int>("signatureBytes");
        QTest::addColumn<int>("minSecretBytes");
        const auto row = [](const char* name, KeyType type, const char* digest, const char* curves, int bytes,
                            int secret) {
            QTest::newRow(name) << static_cast<int>(type) << QByteArray(digest) << QString::fromLatin1(curves)
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
        row("ES256K", KeyType::Ec, "SHA256", "secp256k1", 64, 0);
        row("EdDSA", KeyType::Okp, "SHA512", "Ed25519 Ed448", 0, 0);
        row("Ed25519", KeyType::Okp, "SHA512", "Ed25519", 64, 0);
        row("Ed448", KeyType::Okp, "SHAKE256", "Ed448", 114, 0);
        row("HS256", KeyType::Oct, "SHA256", "", 32, 32);
        row("HS384", KeyType::Oct, "SHA384", "", 48, 48);
        row("HS512", KeyType::Oct, "SHA512", "", 64, 64);
    }

    void signatures()
    {
        QFETCH(int, keyType);
        QFETCH(QByteArray, digest);
        const JwsAlgorithm* algorithm = findJwsAlgorithm(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(algorithm);
        QCOMPARE(algorithm->use, JoseUse::Signature);
        QCOMPARE(static_cast<int>(algorithm->keyType), keyType);
        QCOMPARE(QByteArray(algorithm->digest), digest);
        QTEST(curvesOf(*algorithm), "curves");
        QTEST(static_cast<int>(algorithm->signatureBytes), "signatureBytes");
        QTEST(static_cast<int>(algorithm->minSecretBytes), "minSecretBytes");
        QCOMPARE(algorithm->asymmetric(), algorithm->keyType != KeyType::Oct);
    }

    void keyManagements_data()
    {
        QTest::addColumn<int>("keyType");
        QTest::addColumn<QByteArray>("digest");
        QTest::addColumn<int>("keyBytes");
        QTest::addColumn<bool>("wraps");
        QTest::addColumn<QString>("standing");
        const auto row = [](const char* name, KeyType type, const char* digest, int bytes, bool wraps,
                            const char* standing) {
            QTest::newRow(name) << static_cast<int>(type) << QByteArray(digest) << bytes << wraps
                                << QString::fromLatin1(standing);
        };
        row("RSA-OAEP", KeyType::Rsa, "SHA1", 0, false, "acceptable");
        row("RSA-OAEP-256", KeyType::Rsa, "SHA256", 0, false, "recommended");
        row("RSA-OAEP-384", KeyType::Rsa, "SHA384", 0, false, "recommended");
        row("RSA-OAEP-512", KeyType::Rsa, "SHA512", 0, false, "recommended");
        row("RSA1_5", KeyType::Rsa, nullptr, 0, false, "refused");
        row("ECDH-ES", KeyType::Ec, "SHA256", 0, false, "recommended");
        row("ECDH-ES+A128KW", KeyType::Ec, "SHA256", 16, true, "recommended");
        row("ECDH-ES+A192KW", KeyType::Ec, "SHA256", 24, true, "recommended");
        row("ECDH-ES+A256KW", KeyType::Ec, "SHA256", 32, true, "recommended");
        row("A128KW", KeyType::Oct, nullptr, 16, false, "acceptable");
        row("A192KW", KeyType::Oct, nullptr, 24, false, "acceptable");
        row("A256KW", KeyType::Oct, nullptr, 32, false, "acceptable");
        row("A128GCMKW", KeyType::Oct, nullptr, 16, false, "acceptable");
        row("A192GCMKW", KeyType::Oct, nullptr, 24, false, "acceptable");
        row("A256GCMKW", KeyType::Oct, nullptr, 32, false, "acceptable");
        row("dir", KeyType::Oct, nullptr, 0, false, "acceptable");
        row("PBES2-HS256+A128KW", KeyType::Oct, "SHA256", 16, true, "inspector only");
        row("PBES2-HS384+A192KW", KeyType::Oct, "SHA384", 24, true, "inspector only");
        row("PBES2-HS512+A256KW", KeyType::Oct, "SHA512", 32, true, "inspector only");
    }

    void keyManagements()
    {
        QFETCH(int, keyType);
        QFETCH(QByteArray, digest);
        const JweKeyManagement* algorithm =
            findJweKeyManagement(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(algorithm);
        QCOMPARE(algorithm->use, JoseUse::KeyManagement);
        QCOMPARE(static_cast<int>(algorithm->keyType), keyType);
        QCOMPARE(QByteArray(algorithm->digest), digest);
        QTEST(static_cast<int>(algorithm->keyBytes), "keyBytes");
        QTEST(algorithm->wrapsWithAes, "wraps");
        QTEST(standingName(algorithm->standing).toString(), "standing");
        const bool isGcm = algorithm->family == JoseFamily::AesGcmKeyWrap;
        QCOMPARE(algorithm->ivBytes, isGcm ? 12 : 0); // N118
        QCOMPARE(algorithm->tagBytes, isGcm ? 16 : 0);
        QCOMPARE(curvesOf(*algorithm), algorithm->family == JoseFamily::EcdhEs
                                           ? QStringLiteral("P-256 P-384 P-521 X25519 X448")
                                           : QString());
    }

    void contentEncryptions_data()
    {
        QTest::addColumn<QByteArray>("digest");
        QTest::addColumn<int>("keyBytes");
        QTest::addColumn<int>("ivBytes");
        QTest::addColumn<int>("tagBytes");
        const auto row = [](const char* name, const char* digest, int key, int iv, int tag) {
            QTest::newRow(name) << QByteArray(digest) << key << iv << tag;
        };
        row("A128GCM", nullptr, 16, 12, 16); // N118
        row("A192GCM", nullptr, 24, 12, 16);
        row("A256GCM", nullptr, 32, 12, 16);
        row("A128CBC-HS256", "SHA256", 32, 16, 16);
        row("A192CBC-HS384", "SHA384", 48, 16, 24);
        row("A256CBC-HS512", "SHA512", 64, 16, 32);
    }

    void contentEncryptions()
    {
        QFETCH(QByteArray, digest);
        const JweContentEncryption* algorithm =
            findJweContentEncryption(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(algorithm);
        QCOMPARE(algorithm->use, JoseUse::ContentEncryption);
        QCOMPARE(algorithm->keyType, KeyType::Oct);
        QCOMPARE(QByteArray(algorithm->digest), digest);
        QTEST(static_cast<int>(algorithm->keyBytes), "keyBytes");
        QTEST(static_cast<int>(algorithm->ivBytes), "ivBytes");
        QTEST(static_cast<int>(algorithm->tagBytes), "tagBytes");
    }

    void everyNameOnce()
    {
        QSet<QString> names;
        for (const JoseAlgorithm& algorithm : joseAlgorithms()) {
            names.insert(algorithm.name.toString());
            QCOMPARE(findJoseAlgorithm(algorithm.name), &algorithm);
            QVERIFY(algorithm.reference.startsWith(u"RFC ") || algorithm.reference.startsWith(u"W3C "));
            QVERIFY(!algorithm.description.isEmpty() && !algorithm.description.contains(u'\n'));
        }
        QCOMPARE(names.size(), 41);
        QCOMPARE(joseAlgorithms().size(), 41U);
        QCOMPARE(jwsAlgorithms().size(), 16U);
        QCOMPARE(jweKeyManagements().size(), 19U);
        QCOMPARE(jweContentEncryptions().size(), 6U);
    }

    void oneUseIsNoOther()
    {
        for (const JoseAlgorithm& algorithm : joseAlgorithms()) {
            QCOMPARE(findJwsAlgorithm(algorithm.name) != nullptr, algorithm.use == JoseUse::Signature);
            QCOMPARE(findJweKeyManagement(algorithm.name) != nullptr,
                     algorithm.use == JoseUse::KeyManagement);
            QCOMPARE(findJweContentEncryption(algorithm.name) != nullptr,
                     algorithm.use == JoseUse::ContentEncryption);
        }
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
        QTest::newRow("A160 ES256R") << QStringLiteral("ES256R");
        QTest::newRow("A160 other case") << QStringLiteral("rs256");
        QTest::newRow("A160 other case of ES256K") << QStringLiteral("ES256k");
        QTest::newRow("A160 space") << QStringLiteral("RS256 ");
        QTest::newRow("A160 NUL") << QStringLiteral("RS256") + QChar(0);
        QTest::newRow("A160 look-alike") << QStringLiteral("\u0420S256");
        QTest::newRow("A160 A128CBC") << QStringLiteral("A128CBC");
        QTest::newRow("A160 RSA-OAEP-224") << QStringLiteral("RSA-OAEP-224");
    }

    void unknown()
    {
        QFETCH(QString, name);
        QVERIFY(!findJoseAlgorithm(name));
        QVERIFY(!findJwsAlgorithm(name));
        QVERIFY(!findJweKeyManagement(name));
        QVERIFY(!findJweContentEncryption(name));
    }

    void takes()
    {
        const JwsAlgorithm& edDsa = *findJwsAlgorithm(u"EdDSA"); // N127
        QVERIFY(edDsa.takes(KeyType::Okp) && !edDsa.takes(KeyType::Ec));
        QVERIFY(edDsa.takes(KeyType::Okp, u"Ed25519") && edDsa.takes(KeyType::Okp, u"Ed448"));
        QVERIFY(!edDsa.takes(KeyType::Okp, u"X25519"));
        const JweKeyManagement& ecdh = *findJweKeyManagement(u"ECDH-ES");
        QVERIFY(ecdh.takes(KeyType::Okp) && ecdh.takes(KeyType::Ec) && !ecdh.takes(KeyType::Rsa));
        QVERIFY(ecdh.takes(KeyType::Okp, u"X448") && ecdh.takes(KeyType::Ec, u"P-384"));
        QVERIFY(!ecdh.takes(KeyType::Ec, u"secp256k1") && !ecdh.takes(KeyType::Ec, {}));
        const JwsAlgorithm& rs256 = *findJwsAlgorithm(u"RS256");
        QVERIFY(rs256.takes(KeyType::Rsa, {}) && !rs256.takes(KeyType::Oct, {}));
    }

    void fullySpecifiedEdDsa()
    {
        const JwsAlgorithm& edDsa = *findJwsAlgorithm(u"EdDSA");
        QCOMPARE(fullySpecified(edDsa, 64).name.toString(), QStringLiteral("Ed25519"));
        QCOMPARE(fullySpecified(edDsa, 114).name.toString(), QStringLiteral("Ed448"));
        QCOMPARE(fullySpecified(edDsa, 96).name.toString(), QStringLiteral("EdDSA"));
        QCOMPARE(fullySpecified(*findJwsAlgorithm(u"Ed25519"), 114).name.toString(),
                 QStringLiteral("Ed25519"));
        QCOMPARE(fullySpecified(*findJwsAlgorithm(u"RS256"), 64).name.toString(), QStringLiteral("RS256"));
    }

private:
    static QString curvesOf(const JoseAlgorithm& algorithm)
    {
        QStringList names;
        for (const QStringView curve : algorithm.curves)
            names.append(curve.toString());
        return names.join(u' ');
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JoseAlgorithmsTest)
#include "jose_algorithms_test.moc"
