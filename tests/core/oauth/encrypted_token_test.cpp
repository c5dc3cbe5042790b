// Encrypted ID tokens: only as registered, always with a signature inside (N082, N057; twins of
// encrypted-idtoken, encrypted-idtoken-usingrsa15, rp-id_token-sig+enc, rp-id_token-sig+enc-a128kw).
#include "core/oauth/encrypted_token.h"

#include "core/jose/key_output.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

const QJsonObject kNested{{QStringLiteral("cty"), QStringLiteral("JWT")}};

struct Pair
{
    QString alg;
    QString enc;
};

const Key& ourRsa()
{
    static const Key key = Key::generateRsa();
    return key;
}

Key ourKey(const QString& alg)
{
    return alg.startsWith(QStringLiteral("ECDH")) ? Key::generateEc(u"P-256") : ourRsa();
}

/// A token that was good before it was put into an envelope of `sent`, where `registered` was agreed on.
IdTokenVerdict judged(const Pair& registered, const Pair& sent, const QJsonObject& header = kNested,
                      const std::function<QByteArray(const QByteArray&)>& inside = {})
{
    IdTokenCase test;
    const Key key = ourKey(registered.alg);
    const QByteArray token = test.token().reveal().toByteArray();
    const auto sealed = encryptCompact(inside ? inside(token) : token, key, sent.alg, sent.enc, header);
    if (!sealed)
        qFatal("cannot encrypt: %s", qPrintable(sealed.error().code));
    ClientRegistration client;
    client.clientKey = *privateJwk(key);
    test.expected.decryption = *tokenDecryption(client, registered.alg, registered.enc);
    return validateIdToken(SecretString::fromUtf8(*sealed), test.keys, test.expected);
}

QString codeOf(const IdTokenVerdict& verdict)
{
    return verdict.error ? verdict.error->code : QString();
}

} // namespace

class EncryptedTokenTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pairs_data()
    {
        QTest::addColumn<QString>("registered");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* registered, const char* sent, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(registered) << QString::fromLatin1(sent)
                                << QString::fromLatin1(code);
        };
        row("fapi1 encrypted-idtoken", "RSA-OAEP A256GCM", "RSA-OAEP A256GCM", "");
        row("rp-id_token-sig+enc", "ECDH-ES A128GCM", "ECDH-ES A128GCM", "");
        row("the default enc", "RSA-OAEP", "RSA-OAEP A128CBC-HS256", "");
        row("N082 another enc", "RSA-OAEP A256GCM", "RSA-OAEP A128GCM", "jwe.not_allowed");
        row("N082 another alg", "RSA-OAEP A256GCM", "RSA-OAEP-256 A256GCM", "jwe.not_allowed");
    }

    void pairs()
    {
        QFETCH(QString, registered);
        QFETCH(QString, sent);
        const auto pair = [](const QString& text) {
            return Pair{text.section(u' ', 0, 0), text.section(u' ', 1)};
        };
        const IdTokenVerdict verdict = judged(pair(registered), pair(sent));
        QTEST(codeOf(verdict), "code");
        QCOMPARE(verdict.idToken.has_value(), codeOf(verdict).isEmpty());
        if (verdict.idToken) // what is kept is the signed token, which others can check
            QCOMPARE(verdict.idToken->compact().reveal().toByteArray().count('.'), 2);
    }

    void contents_data()
    {
        QTest::addColumn<QByteArray>("inside"); // empty: the good token
        QTest::addColumn<QJsonObject>("header");
        QTest::addColumn<QString>("code");
        QTest::newRow("as it should be") << QByteArray() << kNested << QString();
        QTest::newRow("A171 claims that nobody signed")
            << QByteArray("{\"sub\":\"alice\"}") << kNested << QStringLiteral("jwt.not_nested");
        QTest::newRow("A171 without cty")
            << QByteArray() << QJsonObject() << QStringLiteral("jwt.not_nested");
        QTest::newRow("signed by none")
            << compact("{\"alg\":\"none\"}", "{}", "") << kNested << QStringLiteral("jws.algorithm_unknown");
        QTest::newRow("A132 once more inside")
            << QByteArray("a.b.c.d.e") << kNested << QStringLiteral("jwt.nested");
    }

    void contents()
    {
        QFETCH(QByteArray, inside);
        QFETCH(QJsonObject, header);
        const Pair pair{QStringLiteral("RSA-OAEP"), QStringLiteral("A256GCM")};
        const auto verdict = judged(
            pair, pair, header, [&](const QByteArray& token) { return inside.isEmpty() ? token : inside; });
        QTEST(codeOf(verdict), "code");
    }

    void theSignatureInsideCounts()
    {
        const Pair pair{QStringLiteral("RSA-OAEP"), QStringLiteral("A256GCM")};
        const auto verdict = judged(pair, pair, kNested, [](QByteArray token) {
            const qsizetype at = token.lastIndexOf('.') + 5;
            token[at] = token[at] == 'A' ? 'B' : 'A';
            return token;
        });
        QCOMPARE(codeOf(verdict), QStringLiteral("id_token.signature"));
    }

    void notEncrypted() // N082: expected encrypted but is not
    {
        IdTokenCase test;
        ClientRegistration client;
        client.clientKey = *privateJwk(ourRsa());
        test.expected.decryption = *tokenDecryption(client, QStringLiteral("RSA-OAEP"), {});
        const auto verdict = test.judge();
        QCOMPARE(codeOf(verdict), QStringLiteral("id_token.not_encrypted"));
        QVERIFY(!verdict.idToken);
    }

    void rsa15IsRefused() // fapi1 encrypted-idtoken-usingrsa15: registered or in the token
    {
        IdTokenCase test;
        ClientRegistration client;
        client.clientKey = *privateJwk(ourRsa());
        QCOMPARE(tokenDecryption(client, QStringLiteral("RSA1_5"), {}).error().code,
                 QStringLiteral("client.encryption"));
        test.expected.decryption = *tokenDecryption(client, QStringLiteral("RSA-OAEP"), {});
        test.editToken = [](const QByteArray&) {
            return QByteArray("eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiY3R5IjoiSldUIn0.") +
                   QByteArray(342, 'A') + ".AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
        };
        QCOMPARE(codeOf(test.judge()), QStringLiteral("jwe.rsa1_5"));
    }

    void keyOfTheSecret() // rp-id_token-sig+enc-a128kw, OIDC Core section 10.2
    {
        IdTokenCase test;
        ClientRegistration client;
        client.clientSecret = SecretString::fromUtf8("the client secret, as it was registered");
        const QByteArray hash =
            QCryptographicHash::hash(client.clientSecret.reveal().toByteArray(), QCryptographicHash::Sha256);
        const auto sealed =
            encryptCompact(test.token().reveal(), Key::fromSecret(SecretString(hash.first(16))), u"A128KW",
                           u"A128CBC-HS256", kNested);
        test.expected.decryption = *tokenDecryption(client, QStringLiteral("A128KW"), {});
        const auto verdict = validateIdToken(SecretString::fromUtf8(*sealed), test.keys, test.expected);
        QCOMPARE(codeOf(verdict), QString());
        QVERIFY(verdict.idToken);
    }

    void registrations_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("enc");
        QTest::addColumn<QString>("expected"); // "yes", "no" or an error code
        const auto row = [](const char* name, const char* alg, const char* enc, const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(alg) << QString::fromLatin1(enc)
                                << QString::fromLatin1(expected);
        };
        row("a pair", "RSA-OAEP", "A256GCM", "yes");
        row("none", "", "", "no");
        row("unknown alg", "ROT13", "", "client.encryption");
        row("unknown enc", "RSA-OAEP", "A512GCM", "client.encryption");
        row("a password", "PBES2-HS256+A128KW", "", "client.encryption");
        row("alg and enc changed about", "A256GCM", "RSA-OAEP", "client.encryption");
        row("symmetric without a secret", "A128KW", "", "client.secret_missing");
    }

    void registrations()
    {
        QFETCH(QString, alg);
        QFETCH(QString, enc);
        ClientRegistration client;
        client.clientKey = *privateJwk(ourRsa());
        const auto decryption = tokenDecryption(client, alg, enc);
        const QString found = *decryption ? QStringLiteral("yes") : QStringLiteral("no");
        QTEST(decryption ? found : decryption.error().code, "expected");
    }

    void withoutAKey()
    {
        QCOMPARE(tokenDecryption({}, QStringLiteral("RSA-OAEP"), {}).error().code,
                 QStringLiteral("client.key_missing"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EncryptedTokenTest)
#include "encrypted_token_test.moc"
