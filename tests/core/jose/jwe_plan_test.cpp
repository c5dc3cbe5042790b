// What is refused before a key is touched: algorithms, rules, and an encrypted key where none belongs (A164,
// A166, A167, A174).
#include "core/jose/jwe_plan.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

JweRecipient recipientOf(QStringView alg, QStringView enc, const QByteArray& encryptedKey)
{
    JweRecipient recipient;
    recipient.header.alg = alg.toString();
    recipient.header.enc = enc.toString();
    recipient.encryptedKey = encryptedKey;
    return recipient;
}

} // namespace

class JwePlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* alg, const char* enc, const char* code) {
            QTest::newRow(name) << QString::fromUtf8(alg) << QString::fromUtf8(enc)
                                << QString::fromLatin1(code);
        };
        row("good", "A128KW", "A128GCM", "ok");
        row("A166 RSA1_5", "RSA1_5", "A128CBC-HS256", "jwe.rsa1_5");
        row("A166 RSA1_5 with an unknown enc", "RSA1_5", "x", "jwe.rsa1_5");
        row("A174 alg none", "none", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg empty", "", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg in other case", "a128kw", "A128GCM", "jwe.algorithm_unknown");
        row("A174 rsa1_5", "rsa1_5", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg of a signature", "RS256", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg HS256", "HS256", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg of an encryption", "A128GCM", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg not registered", "ECDH-1PU", "A128GCM", "jwe.algorithm_unknown");
        row("A174 alg with a space", "A128KW ", "A128GCM", "jwe.algorithm_unknown");
        row("A174 enc unknown", "A128KW", "A128CTR", "jwe.encryption_unknown");
        row("A174 enc in other case", "A128KW", "A128gcm", "jwe.encryption_unknown");
        row("A174 enc of a key management", "A128KW", "A128KW", "jwe.encryption_unknown");
        row("A174 enc none", "A128KW", "none", "jwe.encryption_unknown");
    }

    void names()
    {
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        QFETCH(QString, code);
        const auto checked = checkJwe(recipientOf(alg, enc, "key"), {});
        QCOMPARE(codeOf(checked), code);
        const auto planned = planFor(alg, enc, ErrorKind::Configuration);
        QCOMPARE(codeOf(planned), code);
        if (!checked) {
            QCOMPARE(checked.error().kind, ErrorKind::Untrusted);
            QCOMPARE(planned.error().kind, ErrorKind::Configuration);
        }
    }

    void encryptedKey_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<QString>("code");
        for (const JweKeyManagement& algorithm : jweKeyManagements()) {
            if (algorithm.standing == Standing::Refused)
                continue;
            const QString name = algorithm.name.toString();
            const bool needsKey = name != u"dir" && name != u"ECDH-ES";
            for (const bool hasKey : {true, false})
                QTest::newRow(
                    qPrintable(QStringLiteral("A164 %1, %2").arg(name, hasKey ? u"a key" : u"empty")))
                    << name << hasKey
                    << (hasKey == needsKey ? QStringLiteral("ok") : QStringLiteral("jwe.encrypted_key"));
        }
    }

    void encryptedKey()
    {
        QFETCH(QString, alg);
        QFETCH(bool, hasKey);
        const JweRecipient recipient =
            recipientOf(alg, u"A128GCM", hasKey ? QByteArray("key") : QByteArray());
        QTEST(codeOf(checkJwe(recipient, passwordsAllowed())), "code");
    }

    void rules()
    {
        const JweRecipient kw = recipientOf(u"A128KW", u"A128GCM", "key");
        const JweRecipient pbes2 = recipientOf(u"PBES2-HS256+A128KW", u"A128GCM", "key");
        const auto only = [](const QString& alg, const QString& enc) {
            JweRules rules;
            rules.algorithms = {alg};
            rules.encryptions = {enc};
            return rules;
        };
        const QString a128kw = QStringLiteral("A128KW");
        const QString a128gcm = QStringLiteral("A128GCM");
        QCOMPARE(codeOf(checkJwe(kw, only(a128kw, a128gcm))), QStringLiteral("ok"));
        QCOMPARE(codeOf(checkJwe(kw, only(QStringLiteral("A256KW"), a128gcm))),
                 QStringLiteral("jwe.not_allowed"));
        QCOMPARE(codeOf(checkJwe(kw, only(a128kw, QStringLiteral("A256GCM")))),
                 QStringLiteral("jwe.not_allowed"));
        // A167: a name in the list does not let a password in.
        QCOMPARE(codeOf(checkJwe(pbes2, {})), QStringLiteral("jwe.password_not_allowed"));
        QCOMPARE(codeOf(checkJwe(pbes2, only(pbes2.header.alg, a128gcm))),
                 QStringLiteral("jwe.password_not_allowed"));
        QCOMPARE(codeOf(checkJwe(pbes2, passwordsAllowed())), QStringLiteral("ok"));
        // Nor does a list let RSA1_5 in.
        QCOMPARE(codeOf(checkJwe(recipientOf(u"RSA1_5", u"A128GCM", "key"),
                                 only(QStringLiteral("RSA1_5"), a128gcm))),
                 QStringLiteral("jwe.rsa1_5"));
    }

    void keys_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        QTest::addColumn<std::optional<Key>>("key");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* alg, const char* enc, const Key& key,
                            const char* code) {
            QTest::newRow(name) << QString::fromLatin1(alg) << QString::fromLatin1(enc) << std::optional(key)
                                << QString::fromLatin1(code);
        };
        row("good", "A128KW", "A128GCM", octKey(16), "ok");
        row("A175 A128KW, 32 bytes", "A128KW", "A128GCM", octKey(32), "key.wrong_size");
        row("A175 A256GCMKW, 16 bytes", "A256GCMKW", "A128GCM", octKey(16), "key.wrong_size");
        row("A175 dir, A128CBC-HS256, 16 bytes", "dir", "A128CBC-HS256", octKey(16), "key.wrong_size");
        row("dir, A128CBC-HS256, 32 bytes", "dir", "A128CBC-HS256", octKey(32), "ok");
        row("A175 dir, A256CBC-HS512, 32 bytes", "dir", "A256CBC-HS512", octKey(32), "key.wrong_size");
        row("A175 dir, A256GCM, 16 bytes", "dir", "A256GCM", octKey(16), "key.wrong_size");
        row("A169 dir with zeros", "dir", "A128GCM", Key::fromSecret(secretOf(QByteArray(16, '\0'))),
            "key.weak");
        row("A169 A128KW with zeros", "A128KW", "A128GCM", Key::fromSecret(secretOf(QByteArray(16, '\0'))),
            "key.weak");
        row("A128KW with an RSA key", "A128KW", "A128GCM", rsaKey(), "key.wrong_type");
        row("RSA-OAEP with an EC key", "RSA-OAEP", "A128GCM", p256Key(), "key.wrong_type");
        row("RSA-OAEP with a secret", "RSA-OAEP", "A128GCM", octKey(32), "key.wrong_type");
        row("ECDH-ES with an RSA key", "ECDH-ES", "A128GCM", rsaKey(), "key.wrong_type");
        row("ECDH-ES with Ed25519", "ECDH-ES", "A128GCM", ed25519Key(), "key.wrong_curve");
        row("A156 key for signatures", "RSA-OAEP", "A128GCM", rsaKey().withUse(QStringLiteral("sig")),
            "key.use");
        row("key for RSA-OAEP-256", "RSA-OAEP", "A128GCM", rsaKey().withAlg(QStringLiteral("RSA-OAEP-256")),
            "key.wrong_alg");
        row("public key", "RSA-OAEP", "A128GCM", Key::fromJwk(rsaKey().publicJwk()).value(),
            "key.no_private_part");
        row("empty password", "PBES2-HS256+A128KW", "A128GCM", Key::fromSecret({}), "key.weak");
    }

    void keys()
    {
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        QFETCH(std::optional<Key>, key);
        QTEST(codeOf(checkKey(planNamed(alg, enc), *key, false)), "code");
    }

    void publicKeyEncrypts()
    {
        const Key key = Key::fromJwk(rsaKey().publicJwk()).value();
        QVERIFY(checkKey(planNamed(u"RSA-OAEP", u"A128GCM"), key, true));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JwePlanTest)
#include "jwe_plan_test.moc"
