// What a key may be used for (A142, A153, A156, A175): RFC 7517 sections 4.2 to 4.4, RFC 7518.
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {

class KeyPurposeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usable_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("toVerify");
        QTest::addColumn<QString>("toSign");
        const auto row = [](const char* name, const QJsonObject& jwk, const char* alg, const char* toVerify,
                            const char* toSign) {
            QTest::newRow(name) << jwk << QString::fromLatin1(alg) << QString::fromLatin1(toVerify)
                                << QString::fromLatin1(toSign);
        };
        const QJsonObject ec = readVector(QStringLiteral("rfc7515.json"))[u"cases"][2][u"key"].toObject();
        const QJsonObject publicEc = with(ec, u"d", QJsonValue::Undefined);
        const auto use = [&](const char* value) { return with(ec, u"use", QLatin1String(value)); };
        const auto ops = [&](const QStringList& list) {
            return with(ec, u"key_ops", QJsonArray::fromStringList(list));
        };
        const QString sign = QStringLiteral("sign");
        const QString verify = QStringLiteral("verify");
        row("private", ec, "ES256", "ok", "ok");
        row("public", publicEc, "ES256", "ok", "key.no_private_part");
        row("use sig", use("sig"), "ES256", "ok", "ok");
        row("A153 use enc", use("enc"), "ES256", "key.use", "key.use");
        row("A153 use unknown", use("tls"), "ES256", "key.use", "key.use");
        row("A153 use other case", use("SIG"), "ES256", "key.use", "key.use");
        row("A153 key_ops sign", ops({sign}), "ES256", "key.use", "ok");
        row("A153 key_ops verify", ops({verify}), "ES256", "ok", "key.use");
        row("key_ops both", ops({sign, verify}), "ES256", "ok", "ok");
        row("A153 key_ops empty", ops({}), "ES256", "key.use", "key.use");
        row("A153 key_ops of encryption", ops({QStringLiteral("deriveKey")}), "ES256", "key.use", "key.use");
        row("alg the same", with(ec, u"alg", QStringLiteral("ES256")), "ES256", "ok", "ok");
        row("A142 alg another", with(ec, u"alg", QStringLiteral("ECDH-ES")), "ES256", "key.wrong_alg",
            "key.wrong_alg");
        row("A142 curve", ec, "ES384", "key.wrong_curve", "key.wrong_curve");
        row("A142 kind", ec, "RS256", "key.wrong_type", "key.wrong_type");
        row("A142 kind HMAC", ec, "HS256", "key.wrong_type", "key.wrong_type");
    }

    void usable()
    {
        QFETCH(QJsonObject, jwk);
        QFETCH(QString, alg);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        const JwsAlgorithm& algorithm = *findJwsAlgorithm(alg);
        QTEST(codeOf(key->checkFor(algorithm, false)), "toVerify");
        QTEST(codeOf(key->checkFor(algorithm, true)), "toSign");
    }

    void eachKindServesOnlyItsAlgorithms()
    {
        const auto served = [](const Key& key) {
            QStringList names;
            for (const JwsAlgorithm& algorithm : jwsAlgorithms()) {
                if (key.checkFor(algorithm, true))
                    names.append(algorithm.name.toString());
            }
            return names.join(u' ');
        };
        QCOMPARE(served(rsaKey()), QStringLiteral("RS256 RS384 RS512 PS256 PS384 PS512"));
        QCOMPARE(served(p256Key()), QStringLiteral("ES256"));
        QCOMPARE(served(Key::generateEc(u"P-384")), QStringLiteral("ES384"));
        QCOMPARE(served(Key::generateEc(u"P-521")), QStringLiteral("ES512"));
        QCOMPARE(served(Key::generateEc(u"secp256k1")), QStringLiteral("ES256K"));
        QCOMPARE(served(ed25519Key()), QStringLiteral("EdDSA Ed25519"));
        QCOMPARE(served(Key::generateOkp(u"Ed448")), QStringLiteral("EdDSA Ed448"));
        QCOMPARE(served(Key::generateOkp(u"X25519")), QString());
        QCOMPARE(served(Key::generateOkp(u"X448")), QString());
        QCOMPARE(served(secretKey()), QStringLiteral("HS256 HS384 HS512"));
        QCOMPARE(served(Key::fromSecret(SecretString::fromUtf8(QByteArray(48, 's')))),
                 QStringLiteral("HS256 HS384"));
        QCOMPARE(served(Key::fromSecret(SecretString())), QString());
    }

    void eachKindDecryptsOnlyItsAlgorithms()
    {
        const auto served = [](const Key& key, QStringView content = u"A128GCM") {
            QStringList names;
            for (const JweKeyManagement& algorithm : jweKeyManagements()) {
                if (key.checkFor(algorithm, *findJweContentEncryption(content), true))
                    names.append(algorithm.name.toString());
            }
            return names.join(u' ');
        };
        const QString agreement = QStringLiteral("ECDH-ES ECDH-ES+A128KW ECDH-ES+A192KW ECDH-ES+A256KW");
        const QString pbes2 = QStringLiteral("PBES2-HS256+A128KW PBES2-HS384+A192KW PBES2-HS512+A256KW");
        QCOMPARE(served(rsaKey()), QStringLiteral("RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512"));
        for (const QStringView curve : {u"P-256", u"P-384", u"P-521"})
            QCOMPARE(served(Key::generateEc(curve)), agreement);
        for (const QStringView curve : {u"X25519", u"X448"})
            QCOMPARE(served(Key::generateOkp(curve)), agreement);
        for (const QStringView curve : {u"Ed25519", u"Ed448"})
            QCOMPARE(served(Key::generateOkp(curve)), QString());
        QCOMPARE(served(Key::generateEc(u"secp256k1")), QString());
        QCOMPARE(served(Key::generateSecret(128)), QStringLiteral("A128KW A128GCMKW dir ") + pbes2);
        QCOMPARE(served(Key::generateSecret(192)), QStringLiteral("A192KW A192GCMKW ") + pbes2);
        QCOMPARE(served(Key::generateSecret(256)), QStringLiteral("A256KW A256GCMKW ") + pbes2);
        QCOMPARE(served(Key::generateSecret(256), u"A128CBC-HS256"),
                 QStringLiteral("A256KW A256GCMKW dir ") + pbes2);
        QCOMPARE(served(Key::generateSecret(512), u"A256CBC-HS512"), QStringLiteral("dir ") + pbes2);
        QCOMPARE(served(Key::fromSecret(SecretString())), QString());
    }

    void encryption_data()
    {
        QTest::addColumn<QJsonObject>("jwk");
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QString>("toDecrypt");
        QTest::addColumn<QString>("toEncrypt");
        rsaForEncryption();
        curvesForEncryption();
        secretsForEncryption();
    }

    void encryption()
    {
        QFETCH(QJsonObject, jwk);
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        const JweKeyManagement& algorithm = *findJweKeyManagement(alg);
        const JweContentEncryption& content = *findJweContentEncryption(enc);
        const auto decrypting = key->checkFor(algorithm, content, true);
        QTEST(codeOf(decrypting), "toDecrypt");
        QTEST(codeOf(key->checkFor(algorithm, content, false)), "toEncrypt");
        if (!decrypting)
            QCOMPARE(decrypting.error().kind, ErrorKind::Untrusted);
    }

private:
    static void row(const char* name, const QJsonObject& jwk, const char* alg, const char* enc,
                    const char* toDecrypt, const char* toEncrypt)
    {
        QTest::newRow(name) << jwk << QString::fromLatin1(alg) << QString::fromLatin1(enc)
                            << QString::fromLatin1(toDecrypt) << QString::fromLatin1(toEncrypt);
    }

    static QJsonObject ops(const QJsonObject& jwk, const QStringList& operations)
    {
        return with(jwk, u"key_ops", QJsonArray::fromStringList(operations));
    }

    static void rsaForEncryption()
    {
        const QJsonObject rsa =
            with(readVector(QStringLiteral("rfc7517.json"))[u"A.2 private"][u"keys"][1].toObject(), u"alg",
                 QJsonValue::Undefined);
        const QJsonObject publicRsa = rsaKey().publicJwk();
        row("RSA private", rsa, "RSA-OAEP-256", "A256GCM", "ok", "ok");
        row("RSA public", publicRsa, "RSA-OAEP", "A256GCM", "key.no_private_part", "ok");
        row("RSA1_5", rsa, "RSA1_5", "A256GCM", "jwe.algorithm_refused", "jwe.algorithm_refused");
        row("use enc", with(rsa, u"use", QStringLiteral("enc")), "RSA-OAEP", "A256GCM", "ok", "ok");
        row("A153 use sig", with(rsa, u"use", QStringLiteral("sig")), "RSA-OAEP", "A256GCM", "key.use",
            "key.use");
        row("key_ops wrapKey", ops(rsa, {QStringLiteral("wrapKey")}), "RSA-OAEP", "A256GCM", "key.use", "ok");
        row("key_ops unwrapKey", ops(rsa, {QStringLiteral("unwrapKey")}), "RSA-OAEP", "A256GCM", "ok",
            "key.use");
        row("key_ops encrypt and decrypt", ops(rsa, {QStringLiteral("encrypt"), QStringLiteral("decrypt")}),
            "RSA-OAEP", "A256GCM", "ok", "ok");
        row("A153 key_ops verify", ops(rsa, {QStringLiteral("verify")}), "RSA-OAEP", "A256GCM", "key.use",
            "key.use");
        row("A153 key_ops empty", ops(rsa, {}), "RSA-OAEP", "A256GCM", "key.use", "key.use");
        row("alg the same", with(rsa, u"alg", QStringLiteral("RSA-OAEP")), "RSA-OAEP", "A256GCM", "ok", "ok");
        row("A142 alg of a signature", with(rsa, u"alg", QStringLiteral("RS256")), "RSA-OAEP", "A256GCM",
            "key.wrong_alg", "key.wrong_alg");
        row("A142 alg of another hash", with(rsa, u"alg", QStringLiteral("RSA-OAEP")), "RSA-OAEP-256",
            "A256GCM", "key.wrong_alg", "key.wrong_alg");
        row("A142 alg of the content, not dir", with(rsa, u"alg", QStringLiteral("A256GCM")), "RSA-OAEP",
            "A256GCM", "key.wrong_alg", "key.wrong_alg");
    }

    static void curvesForEncryption()
    {
        const QJsonObject ec = p256Key().publicJwk();
        const QJsonObject x25519 = Key::generateOkp(u"X25519").publicJwk();
        row("EC public", ec, "ECDH-ES", "A128GCM", "key.no_private_part", "ok");
        row("X25519 public", x25519, "ECDH-ES+A256KW", "A128GCM", "key.no_private_part", "ok");
        row("key_ops deriveKey", ops(x25519, {QStringLiteral("deriveKey")}), "ECDH-ES", "A128GCM",
            "key.no_private_part", "ok");
        row("key_ops deriveBits", ops(ec, {QStringLiteral("deriveBits")}), "ECDH-ES", "A128GCM",
            "key.no_private_part", "ok");
        row("A153 key_ops wrapKey", ops(ec, {QStringLiteral("wrapKey")}), "ECDH-ES", "A128GCM", "key.use",
            "key.use");
        row("Ed25519 agrees on nothing", ed25519Key().publicJwk(), "ECDH-ES", "A128GCM", "key.wrong_curve",
            "key.wrong_curve");
        row("secp256k1 agrees on nothing", Key::generateEc(u"secp256k1").publicJwk(), "ECDH-ES", "A128GCM",
            "key.wrong_curve", "key.wrong_curve");
        row("A142 RSA for ECDH-ES", rsaKey().publicJwk(), "ECDH-ES", "A128GCM", "key.wrong_type",
            "key.wrong_type");
        row("A142 EC for RSA-OAEP", ec, "RSA-OAEP", "A128GCM", "key.wrong_type", "key.wrong_type");
        row("A142 EC for dir", ec, "dir", "A128GCM", "key.wrong_type", "key.wrong_type");
    }

    static void secretsForEncryption()
    {
        const auto oct = [](int bytes) {
            return QJsonObject{{QStringLiteral("kty"), QStringLiteral("oct")},
                               {QStringLiteral("k"), encode(QByteArray(bytes, 'k'))}};
        };
        const auto labelled = [&](int bytes, const char* alg) {
            return with(oct(bytes), u"alg", QLatin1String(alg));
        };
        const char* const size = "key.wrong_size";
        row("A128KW", oct(16), "A128KW", "A128GCM", "ok", "ok");
        row("A128KW one short", oct(15), "A128KW", "A128GCM", size, size);
        row("A128KW one long", oct(17), "A128KW", "A128GCM", size, size);
        row("A256GCMKW with 16 bytes", oct(16), "A256GCMKW", "A128GCM", size, size);
        row("dir", oct(16), "dir", "A128GCM", "ok", "ok");
        row("A175 dir, A128CBC-HS256 with 16 bytes", oct(16), "dir", "A128CBC-HS256", size, size);
        row("dir, A128CBC-HS256 with 32 bytes", oct(32), "dir", "A128CBC-HS256", "ok", "ok");
        row("dir labelled with its content encryption", labelled(32, "A256GCM"), "dir", "A256GCM", "ok",
            "ok");
        row("dir labelled dir", labelled(32, "dir"), "dir", "A256GCM", "ok", "ok");
        row("dir labelled with another", labelled(32, "A128CBC-HS256"), "dir", "A256GCM", "key.wrong_alg",
            "key.wrong_alg");
        row("A142 labelled HS256", labelled(32, "HS256"), "A256KW", "A256GCM", "key.wrong_alg",
            "key.wrong_alg");
        row("A142 secret for RSA-OAEP", oct(32), "RSA-OAEP", "A256GCM", "key.wrong_type", "key.wrong_type");
        row("dir key_ops decrypt", ops(oct(16), {QStringLiteral("decrypt")}), "dir", "A128GCM", "ok",
            "key.use");
        row("A128KW key_ops wrapKey", ops(oct(16), {QStringLiteral("wrapKey")}), "A128KW", "A128GCM",
            "key.use", "ok");
        row("A153 A128KW key_ops encrypt", ops(oct(16), {QStringLiteral("encrypt")}), "A128KW", "A128GCM",
            "key.use", "key.use");
        row("PBES2 takes any length", oct(3), "PBES2-HS256+A128KW", "A128GCM", "ok", "ok");
        row("PBES2 key_ops deriveKey", ops(oct(9), {QStringLiteral("deriveKey")}), "PBES2-HS512+A256KW",
            "A128GCM", "ok", "ok");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::KeyPurposeTest)
#include "key_purpose_test.moc"
