// Fresh keys have the kind and size asked for, and no two are the same.
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class KeyGenerateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rsa()
    {
        const Key key = Key::generateRsa();
        QCOMPARE(key.type(), KeyType::Rsa);
        QCOMPARE(key.bits(), 2048);
        QVERIFY(key.isPrivate());
        QVERIFY(key.kid().isEmpty());
        QCOMPARE(Key::generateRsa(3072).bits(), 3072);
        QVERIFY(key.thumbprint() != Key::generateRsa().thumbprint());
    }

    void ec_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<int>("bits");
        QTest::newRow("P-256") << QStringLiteral("P-256") << 256;
        QTest::newRow("P-384") << QStringLiteral("P-384") << 384;
        QTest::newRow("P-521") << QStringLiteral("P-521") << 521;
    }

    void ec()
    {
        QFETCH(QString, curve);
        const Key key = Key::generateEc(curve);
        QCOMPARE(key.type(), KeyType::Ec);
        QCOMPARE(key.curve(), curve);
        QTEST(key.bits(), "bits");
        QVERIFY(key.isPrivate());
        QVERIFY(key.thumbprint() != Key::generateEc(curve).thumbprint());
    }

    void ed25519()
    {
        const Key key = Key::generateEd25519();
        QCOMPARE(key.type(), KeyType::Okp);
        QCOMPARE(key.curve(), QStringLiteral("Ed25519"));
        QVERIFY(key.isPrivate());
        QVERIFY(key.thumbprint() != Key::generateEd25519().thumbprint());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyGenerateTest)
#include "key_generate_test.moc"
