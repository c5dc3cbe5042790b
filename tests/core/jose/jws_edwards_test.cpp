// EdDSA on both curves and under its three names: RFC 8032, RFC 8037, RFC 9864 (N127, A152).
#include "core/jose/jws_signature.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class JwsEdwardsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edwards_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QByteArray>("signature");
        // L of RFC 8032 sections 5.1 and 5.2, little-endian.
        edwardsRows("Ed25519",
                    QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de14") + QByteArray(15, '\0') + '\x10');
        edwardsRows("Ed448", QByteArray::fromHex("f34458ab92c27823558fc58d72c26c219036d6ae49db4ec4e923ca7c") +
                                 QByteArray(27, '\xFF') + QByteArray::fromHex("3f00"));
    }

    void edwards()
    {
        QFETCH(QString, curve);
        QFETCH(QByteArray, signature);
        for (const QString& name : {QStringLiteral("EdDSA"), curve})
            QVERIFY(!signatureFits(*findJwsAlgorithm(name), edwardsKey(curve), "input", signature));
    }

    void edwardsByEitherName()
    {
        // N127: EdDSA goes by the curve of the key, the other two names mean theirs alone.
        for (const QString& curve : {QStringLiteral("Ed25519"), QStringLiteral("Ed448")}) {
            const Key& key = edwardsKey(curve);
            const QString other = curve == u"Ed448" ? QStringLiteral("Ed25519") : QStringLiteral("Ed448");
            for (const QString& name : {QStringLiteral("EdDSA"), curve}) {
                const QByteArray made = makeSignature(*findJwsAlgorithm(name), key, "input").value();
                QCOMPARE(made.size(), findJwsAlgorithm(curve)->signatureBytes);
                QVERIFY(signatureFits(*findJwsAlgorithm(u"EdDSA"), key, "input", made));
                QVERIFY(signatureFits(*findJwsAlgorithm(curve), key, "input", made));
                QVERIFY(!signatureFits(*findJwsAlgorithm(other), key, "input", made));
                QVERIFY(!signatureFits(*findJwsAlgorithm(u"EdDSA"), edwardsKey(other), "input", made));
            }
            QVERIFY(!makeSignature(*findJwsAlgorithm(other), key, "input"));
        }
    }

private:
    static const Key& edwardsKey(const QString& curve)
    {
        static const Key ed448 = Key::generateOkp(u"Ed448");
        return curve == u"Ed448" ? ed448 : ed25519Key();
    }

    static void edwardsRows(const char* curve, const QByteArray& order)
    {
        const QString name = QString::fromLatin1(curve);
        const qsizetype half = order.size();
        const QByteArray good = makeSignature(*findJwsAlgorithm(u"EdDSA"), edwardsKey(name), "input").value();
        QCOMPARE(good.size(), 2 * half);
        QByteArray aboveOrder = good;
        int carry = 0;
        for (qsizetype i = 0; i < half; ++i) {
            carry += static_cast<uchar>(good[half + i]) + static_cast<uchar>(order[i]);
            aboveOrder[half + i] = static_cast<char>(carry & 0xFF);
            carry >>= 8;
        }
        const auto row = [&](const char* what, const QByteArray& signature) {
            QTest::newRow(qPrintable(QStringLiteral("A152 %1 %2").arg(name, QLatin1String(what))))
                << name << signature;
        };
        const auto zeros = [](qsizetype count) { return QByteArray(count, '\0'); };
        row("empty", {});
        row("one byte short", good.chopped(1));
        row("one byte long", good + '\0');
        row("as long as the other curve's", name == u"Ed448" ? good.first(64) : good + zeros(50));
        row("all zero", zeros(2 * half));
        row("S + L", aboveOrder);
        row("S = L", good.first(half) + order);
        row("R the neutral point, S = 0", '\x01' + zeros(2 * half - 1));
        row("R of small order", zeros(half) + good.last(half));
        row("R not a point", QByteArray(half, '\xFF') + good.last(half));
        row("R and S swapped", good.last(half) + good.first(half));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwsEdwardsTest)
#include "jws_edwards_test.moc"
