// Fresh keys have the kind and size asked for, no two are the same, and what cannot be had is refused.
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class KeyGenerateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void made_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("curve");
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("bits");
        const auto row = [](const char* name, KeyType type, const char* curve, int asked, int bits) {
            QTest::newRow(name) << static_cast<int>(type) << QString::fromLatin1(curve) << asked << bits;
        };
        row("RSA 2048", KeyType::Rsa, "", 2048, 2048);
        row("RSA 3072", KeyType::Rsa, "", 3072, 3072);
        for (const JoseCurve* curve : joseCurves())
            row(qPrintable(curve->name.toString()), curve->keyType, qPrintable(curve->name.toString()), 0,
                curve->bits);
        row("oct 128", KeyType::Oct, "", 128, 128);
        row("oct 512", KeyType::Oct, "", 512, 512);
        row("oct 65536", KeyType::Oct, "", 65536, 65536);
    }

    void made()
    {
        QFETCH(int, type);
        QFETCH(QString, curve);
        QFETCH(int, asked);
        const auto key = Key::generate(static_cast<KeyType>(type), curve, asked);
        QVERIFY2(key, qPrintable(codeOf(key)));
        QCOMPARE(static_cast<int>(key->type()), type);
        QCOMPARE(key->curve(), curve);
        QTEST(key->bits(), "bits");
        QVERIFY(key->isPrivate());
        QVERIFY(key->kid().isEmpty() && key->alg().isEmpty() && key->use().isEmpty());
        const auto other = Key::generate(static_cast<KeyType>(type), curve, asked);
        QVERIFY(key->thumbprint() != other->thumbprint());
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void refused_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("curve");
        QTest::addColumn<int>("bits");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, KeyType type, const char* curve, int bits, const char* code) {
            QTest::newRow(name) << static_cast<int>(type) << QString::fromLatin1(curve) << bits
                                << QString::fromLatin1(code);
        };
        row("A147 RSA 1024", KeyType::Rsa, "", 1024, "key.bits");
        row("A147 RSA 2047", KeyType::Rsa, "", 2047, "key.bits");
        row("A149 RSA 8193", KeyType::Rsa, "", 8193, "key.bits");
        row("RSA 0", KeyType::Rsa, "", 0, "key.bits");
        row("RSA negative", KeyType::Rsa, "", -2048, "key.bits");
        row("RSA on a curve", KeyType::Rsa, "P-256", 2048, "key.curve_unknown");
        row("EC without curve", KeyType::Ec, "", 0, "key.curve_unknown");
        row("EC on P-192", KeyType::Ec, "P-192", 0, "key.curve_unknown");
        row("EC on Ed25519", KeyType::Ec, "Ed25519", 0, "key.curve_unknown");
        row("EC with bits", KeyType::Ec, "P-256", 256, "key.bits");
        row("OKP on P-256", KeyType::Okp, "P-256", 0, "key.curve_unknown");
        row("OKP other case", KeyType::Okp, "ED25519", 0, "key.curve_unknown");
        row("oct 127", KeyType::Oct, "", 127, "key.bits");
        row("oct 120", KeyType::Oct, "", 120, "key.bits");
        row("oct 129", KeyType::Oct, "", 129, "key.bits");
        row("oct 65544", KeyType::Oct, "", 65544, "key.bits");
        row("oct on a curve", KeyType::Oct, "P-256", 256, "key.curve_unknown");
    }

    void refused()
    {
        QFETCH(int, type);
        QFETCH(QString, curve);
        QFETCH(int, bits);
        const auto key = Key::generate(static_cast<KeyType>(type), curve, bits);
        QTEST(codeOf(key), "code");
        QCOMPARE(key.error().kind, ErrorKind::Configuration);
    }

    void shortForms()
    {
        QCOMPARE(Key::generateRsa().bits(), 2048);
        QCOMPARE(Key::generateEc(u"P-384").curve(), QStringLiteral("P-384"));
        QCOMPARE(Key::generateEd25519().curve(), QStringLiteral("Ed25519"));
        QCOMPARE(Key::generateOkp(u"X448").curve(), QStringLiteral("X448"));
        QCOMPARE(Key::generateSecret().secret().size(), 32);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyGenerateTest)
#include "key_generate_test.moc"
