// From EVP_PKEY to Key: what kinds are let in, and how their public members are written.
#include "core/jose/key_parts.h"

#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

PkeyHandle made(const char* type)
{
    if (QByteArrayView(type) == "RSA-PSS")
        return rsaPssPkey();
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* pkey = nullptr;
    EVP_PKEY_keygen_init(context.get());
    char group[] = "ffdhe2048";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                                 OSSL_PARAM_construct_end()};
    if (QByteArrayView(type) == "DH")
        EVP_PKEY_CTX_set_params(context.get(), params);
    EVP_PKEY_generate(context.get(), &pkey);
    return PkeyHandle(pkey);
}

} // namespace

class KeyMaterialTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsupported_data()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char* type : {"SM2", "DH", "RSA-PSS"})
            QTest::newRow(type) << QByteArray(type);
    }

    void unsupported()
    {
        QFETCH(QByteArray, type);
        PkeyHandle pkey = made(type.constData());
        QVERIFY(pkey);
        const auto key = keyFromPkey(std::move(pkey));
        QCOMPARE(codeOf(key), QStringLiteral("key.unsupported"));
        QCOMPARE(key.error().kind, ErrorKind::Malformed);
    }

    void threePrimes()
    {
        const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
        EVP_PKEY* pkey = nullptr;
        EVP_PKEY_keygen_init(context.get());
        EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048);
        EVP_PKEY_CTX_set_rsa_keygen_primes(context.get(), 3);
        QCOMPARE(EVP_PKEY_generate(context.get(), &pkey), 1);
        QCOMPARE(codeOf(keyFromPkey(PkeyHandle(pkey))), QStringLiteral("key.unsupported"));
    }

    void weak()
    {
        PkeyHandle pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{1024}));
        QCOMPARE(codeOf(keyFromPkey(std::move(pkey))), QStringLiteral("key.weak"));
    }

    void coordinatesHaveFullLength_data()
    {
        QTest::addColumn<QString>("curve");
        QTest::addColumn<int>("bytes");
        QTest::newRow("P-256") << QStringLiteral("P-256") << 32;
        QTest::newRow("P-384") << QStringLiteral("P-384") << 48;
        QTest::newRow("P-521") << QStringLiteral("P-521") << 66;
        QTest::newRow("secp256k1") << QStringLiteral("secp256k1") << 32;
    }

    void coordinatesHaveFullLength()
    {
        QFETCH(QString, curve);
        QFETCH(int, bytes);
        // Of P-521 nearly every second coordinate begins with a zero; none may lose it.
        for (int i = 0; i < 40; ++i) {
            const QJsonObject jwk = Key::generateEc(curve).publicJwk();
            QCOMPARE(decode(jwk.value(u"x")).size(), bytes);
            QCOMPARE(decode(jwk.value(u"y")).size(), bytes);
            QCOMPARE(codeOf(Key::fromJwk(jwk)), QStringLiteral("ok"));
        }
    }

    void publicMembers()
    {
        QCOMPARE(rsaKey().publicJwk().keys(),
                 (QStringList{QStringLiteral("e"), QStringLiteral("kty"), QStringLiteral("n")}));
        QCOMPARE(rsaKey().publicJwk().value(u"e").toString(), QStringLiteral("AQAB"));
        QCOMPARE(p256Key().publicJwk().keys(), (QStringList{QStringLiteral("crv"), QStringLiteral("kty"),
                                                            QStringLiteral("x"), QStringLiteral("y")}));
        QCOMPARE(ed25519Key().publicJwk().keys(),
                 (QStringList{QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x")}));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyMaterialTest)
#include "key_material_test.moc"
