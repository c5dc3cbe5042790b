// The checks OpenSSL does not make (finding F7), one by one.
#include "core/jose/key_checks.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

PkeyHandle ecFromOctets(const char* curve, const QByteArray& point)
{
    const ParamBuilderHandle builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                     static_cast<size_t>(point.size()));
    const ParamsHandle params(OSSL_PARAM_BLD_to_param(builder.get()));
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* pkey = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &pkey, EVP_PKEY_PUBLIC_KEY, params.get());
    return PkeyHandle(pkey);
}

} // namespace

class KeyChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rsa_data()
    {
        QTest::addColumn<QByteArray>("modulus");
        QTest::addColumn<QByteArray>("exponent");
        QTest::addColumn<QString>("code");
        const QByteArray f4 = QByteArray::fromHex("010001");
        const auto row = [](const char* name, const QByteArray& n, const QByteArray& e, const char* code) {
            QTest::newRow(name) << n << e << QString::fromLatin1(code);
        };
        const auto ones = [](int bytes) { return QByteArray(bytes, '\xFF'); };
        row("2048 bits", ones(256), f4, "ok");
        row("A147 N115 2047 bits", '\x7F' + ones(255), f4, "key.weak");
        row("8192 bits", ones(1024), f4, "ok");
        row("A149 N115 8193 bits", '\x01' + ones(1024), f4, "key.too_large");
        row("A149 zero", {}, f4, "key.weak");
        row("A149 even", ones(255) + '\xFE', f4, "key.weak");
        row("A148 N115 e 0", ones(256), {}, "key.exponent");
        row("A148 N115 e 1", ones(256), "\x01", "key.exponent");
        row("A148 N115 e 2", ones(256), "\x02", "key.exponent");
        row("e 3", ones(256), "\x03", "ok");
        row("e just below 2^64", ones(256), ones(8), "ok");
        row("A148 N115 e above 2^64", ones(256), '\x01' + QByteArray(7, '\0') + '\x01', "key.exponent");
    }

    void rsa()
    {
        QFETCH(QByteArray, modulus);
        QFETCH(QByteArray, exponent);
        QTEST(codeOf(checkRsaNumbers(toBignum(modulus).get(), toBignum(exponent).get())), "code");
    }

    void honestKeysAreNotRoca()
    {
        const QJsonObject rfc7515 = readVector(QStringLiteral("rfc7515.json"));
        const QJsonObject rfc7638 = readVector(QStringLiteral("rfc7638.json"));
        for (const QJsonObject& jwk :
             {rfc7515[u"cases"][1][u"key"].toObject(), rfc7638[u"key"].toObject(), rsaKey().publicJwk()})
            QCOMPARE(codeOf(Key::fromJwk(jwk)), QStringLiteral("ok"));
    }

    void infinity_data()
    {
        QTest::addColumn<QByteArray>("curve");
        for (const char* curve : {"P-256", "P-384", "P-521", "secp256k1"})
            QTest::newRow(qPrintable(QStringLiteral("A151 %1").arg(QLatin1String(curve))))
                << QByteArray(curve);
    }

    void infinity()
    {
        QFETCH(QByteArray, curve);
        // Some versions of OpenSSL refuse it here already; those that do not are the reason for our check.
        if (const PkeyHandle pkey = ecFromOctets(curve.constData(), QByteArray(1, '\0')))
            QCOMPARE(codeOf(checkEcPoint(pkey.get())), QStringLiteral("key.off_curve"));
        const Key good = Key::generateEc(QString::fromLatin1(curve));
        QCOMPARE(codeOf(checkEcPoint(good.handle())), QStringLiteral("ok"));
    }

    void pair()
    {
        for (const Key& key :
             {rsaKey(), p256Key(), ed25519Key(), Key::generateEc(u"P-521"), Key::generateEc(u"secp256k1"),
              Key::generateOkp(u"Ed448"), Key::generateOkp(u"X25519"), Key::generateOkp(u"X448")})
            QCOMPARE(codeOf(checkPair(key.handle())), QStringLiteral("ok"));
        for (const Key& key : {rsaKey(), ed25519Key(), Key::generateOkp(u"X25519")}) {
            const Key publicKey = Key::fromJwk(key.publicJwk()).value();
            QCOMPARE(codeOf(checkPair(publicKey.handle())), QStringLiteral("key.mismatch"));
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyChecksTest)
#include "key_checks_test.moc"
