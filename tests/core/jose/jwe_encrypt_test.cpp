// Encrypting: every algorithm with every encryption and there and back again, and what a caller cannot ask
// for (N060).
#include "core/jose/jwe_encrypt.h"

#include "core/jose/inflate.h"
#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

const QByteArray kText = QByteArrayLiteral("a text of some length, and of some length again");

/// The keys that an algorithm takes: one of each size or curve.
QList<Key> keysFor(const JweKeyManagement& algorithm, const JweContentEncryption& encryption)
{
    static const Key p256 = Key::generateEc(u"P-256");
    static const Key p384 = Key::generateEc(u"P-384");
    static const Key p521 = Key::generateEc(u"P-521");
    static const Key x25519 = Key::generateOkp(u"X25519");
    static const Key x448 = Key::generateOkp(u"X448");
    switch (algorithm.family) {
    case JoseFamily::RsaOaep:
        return {rsaKey()};
    case JoseFamily::EcdhEs:
        return {p256, p384, p521, x25519, x448};
    case JoseFamily::Direct:
        return {octKey(encryption.keyBytes)};
    case JoseFamily::Pbes2:
        return {Key::fromSecret(secretOf("a password"))};
    default:
        return {octKey(algorithm.keyBytes)};
    }
}

} // namespace

class JweEncryptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        int rows = 0;
        for (const JweKeyManagement& algorithm : jweKeyManagements()) {
            if (algorithm.standing == Standing::Refused)
                continue;
            for (const JweContentEncryption& encryption : jweContentEncryptions()) {
                QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(algorithm.name, encryption.name)))
                    << algorithm.name.toString() << encryption.name.toString();
                ++rows;
            }
        }
        QCOMPARE(rows, 18 * 6);
    }

    void roundTrip()
    {
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        const JwePlan plan = planNamed(alg, enc);
        const QList<Key> keys = keysFor(*plan.algorithm, *plan.encryption);
        for (const Key& key : keys) {
            QVERIFY(checkKey(plan, key, true));
            JweRandomness randomness = freshRandomness(plan, key);
            randomness.iterations = std::min(randomness.iterations, 1000);
            const auto token = encryptWith(plan, kText, key, {}, randomness);
            QVERIFY2(token, qPrintable(codeOf(token)));
            const auto decrypted = opened(*token, key, passwordsAllowed());
            QVERIFY2(decrypted, qPrintable(key.curve() + codeOf(decrypted)));
            QVERIFY(decrypted->plaintext.equals(kText));
            QCOMPARE(decrypted->header.alg, alg);
            QCOMPARE(decrypted->header.enc, enc);
        }
    }

    void publicKeyIsEnough()
    {
        for (const auto& [key, alg] :
             {std::pair{&rsaKey(), u"RSA-OAEP-256"}, {&p256Key(), u"ECDH-ES+A128KW"}}) {
            const Key publicKey = Key::fromJwk(key->publicJwk()).value();
            const QByteArray token = encryptCompact(kText, publicKey, alg, u"A256GCM").value();
            QCOMPARE(plaintextOf(opened(token, *key)), kText);
            QCOMPARE(codeOf(opened(token, publicKey)), QStringLiteral("key.no_private_part"));
        }
    }

    void password() // with the work of real life
    {
        const SecretString password = secretOf("a password");
        const QByteArray token = encryptCompact(kText, password, u"PBES2-HS256+A128KW", u"A128GCM").value();
        const CompactJwe jwe = parseCompactJwe(token).value();
        QCOMPARE(jwe.recipient.header.json.value(u"p2c").toInt(), 600000);
        QCOMPARE(decode(jwe.recipient.header.json.value(u"p2s")).size(), 16);
        QCOMPARE(plaintextOf(decryptJwe(jwe, password, passwordsAllowed())), kText);
        QCOMPARE(codeOf(decryptJwe(jwe, password, {})), QStringLiteral("jwe.password_not_allowed"));
        QCOMPARE(codeOf(encryptCompact(kText, password, u"A128KW", u"A128GCM")),
                 QStringLiteral("key.wrong_type"));
        QCOMPARE(codeOf(encryptCompact(kText, SecretString(), u"PBES2-HS256+A128KW", u"A128GCM")),
                 QStringLiteral("key.weak"));
    }

    void texts_data()
    {
        QTest::addColumn<QByteArray>("plaintext");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one byte") << QByteArray(1, '\0');
        QTest::newRow("a block") << QByteArray(16, 'x');
        QTest::newRow("half a megabyte") << QByteArray(512 * 1024, 'x');
    }

    void texts()
    {
        QFETCH(QByteArray, plaintext);
        for (const QStringView enc : {u"A256GCM", u"A256CBC-HS512"}) {
            const QByteArray token = encryptCompact(plaintext, octKey(32), u"A256KW", enc).value();
            QVERIFY(opened(token, octKey(32)).value().plaintext.equals(plaintext));
        }
    }

    void header()
    {
        const QJsonObject given{{QStringLiteral("typ"), QStringLiteral("JWT")},
                                {QStringLiteral("cty"), QStringLiteral("JWT")}};
        const Key key = octKey(16).withKid(QStringLiteral("k1"));
        const QByteArray token = encryptCompact(kText, key, u"A128KW", u"A128GCM", given).value();
        QJsonObject wanted = with(given, u"alg", QStringLiteral("A128KW"));
        wanted.insert(u"enc", QStringLiteral("A128GCM"));
        wanted.insert(u"kid", QStringLiteral("k1"));
        QCOMPARE(partsOf(token).header, wanted);
    }

    void headerOfTheCaller_data()
    {
        QTest::addColumn<QString>("member");
        for (const char* name : {"alg", "enc", "zip", "crit", "epk", "iv", "tag", "p2s", "p2c"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void headerOfTheCaller() // N060 among them: no caller gets zip in by a member
    {
        QFETCH(QString, member);
        const auto token =
            encryptCompact(kText, octKey(16), u"A128KW", u"A128GCM", {{member, QStringLiteral("DEF")}});
        QCOMPARE(codeOf(token), QStringLiteral("jwe.header"));
        QCOMPARE(token.error().kind, ErrorKind::Configuration);
    }

    void neverCompressed() // N060: what compresses well stays as long as it is
    {
        const QByteArray plaintext(10000, 'x');
        const JweParts parts = partsOf(encryptCompact(plaintext, octKey(16), u"dir", u"A128GCM").value());
        QVERIFY(!parts.header.contains(u"zip"));
        QCOMPARE(parts.ciphertext.size(), plaintext.size());
    }

    void compressedTestTokens()
    {
        const QByteArray plaintext(10000, 'x');
        const auto token =
            encryptCompact(plaintext, octKey(16), u"dir", u"A128GCM", {}, JweZip::DeflateForTestTokensOnly);
        const JweParts parts = partsOf(token.value());
        QCOMPARE(parts.header.value(u"zip").toString(), QStringLiteral("DEF"));
        QCOMPARE(parts.ciphertext.size(), deflateRaw(plaintext).size());
        QCOMPARE(plaintextOf(opened(*token, octKey(16))), plaintext);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* alg, const char* enc, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(alg) << QString::fromLatin1(enc)
                                << QString::fromLatin1(code);
        };
        row("good", "A128KW", "A128GCM", "ok");
        row("A166 RSA1_5", "RSA1_5", "A128GCM", "jwe.rsa1_5");
        row("A174 alg unknown", "none", "A128GCM", "jwe.algorithm_unknown");
        row("A174 enc unknown", "A128KW", "A128", "jwe.encryption_unknown");
        row("A175 key too short", "A256KW", "A128GCM", "key.wrong_size");
        row("another kind of key", "RSA-OAEP", "A128GCM", "key.wrong_type");
    }

    void refused()
    {
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        QTEST(codeOf(encryptCompact(kText, octKey(16), alg, enc)), "code");
    }

    void tooLarge()
    {
        QCOMPARE(
            codeOf(encryptCompact(QByteArray(kMaxInspectedBytes + 1, 'x'), octKey(16), u"dir", u"A128GCM")),
            QStringLiteral("jwe.too_large"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweEncryptTest)
#include "jwe_encrypt_test.moc"
