// The table of curves against what OpenSSL knows of them.
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <QSet>

namespace tessera::test {

class JoseCurvesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data()
    {
        QTest::addColumn<QString>("name");
        for (const JoseCurve* curve : joseCurves())
            QTest::newRow(qPrintable(curve->name.toString())) << curve->name.toString();
    }

    void table()
    {
        QFETCH(QString, name);
        const JoseCurve& curve = *findCurve(name);
        const Key key = Key::generate(curve.keyType, curve.name).value();
        QCOMPARE(key.type(), curve.keyType);
        QCOMPARE(key.curve(), name);
        QCOMPARE(key.bits(), curve.bits);
        QCOMPARE(decode(key.publicJwk().value(u"x")).size(), curve.bytes);
        if (curve.keyType == KeyType::Ec)
            QCOMPARE(EVP_PKEY_get_bits(key.handle()), curve.bits);
        const auto isTaken = [&](const JoseAlgorithm& algorithm) {
            return !algorithm.curves.empty() && algorithm.takes(curve.keyType, curve.name);
        };
        QCOMPARE(std::any_of(jwsAlgorithms().begin(), jwsAlgorithms().end(), isTaken), curve.canSign);
        QCOMPARE(std::any_of(jweKeyManagements().begin(), jweKeyManagements().end(), isTaken),
                 curve.canAgree);
    }

    void unknown_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"", "p-256", "P-192", "P-224", "prime256v1", "P-256K", "ED25519", "X25519 "})
            QTest::newRow(qPrintable(QStringLiteral("A151 '%1'").arg(QLatin1String(name))))
                << QString::fromLatin1(name);
    }

    void unknown()
    {
        QFETCH(QString, name);
        QVERIFY(!findCurve(name));
    }

    void names()
    {
        QCOMPARE(curveNames(KeyType::Ec), QStringLiteral("P-256, P-384, P-521 and secp256k1"));
        QCOMPARE(curveNames(KeyType::Okp), QStringLiteral("Ed25519, Ed448, X25519 and X448"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JoseCurvesTest)
#include "jose_curves_test.moc"
