// RFC 7523: what an assertion says, to whom, and with what it is signed (N053, A352; twins of
// rp-token_endpoint-private_key_jwt and rp-token_endpoint-client_secret_jwt).
#include "core/oauth/client_assertion.h"

#include "core/jose/jwt.h"
#include "core/jose/key_output.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

using Method = ClientAuthenticationMethod;

constexpr QStringView kLongSecret =
    u"a secret of well over sixty-four characters, so that HS512 may sign too";

Key keyNamed(const QString& name)
{
    static const Key rsa = Key::generateRsa();
    if (name == u"RSA")
        return rsa;
    if (name == u"RSA for PS256")
        return rsa.withAlg(QStringLiteral("PS256"));
    if (name == u"RSA for opening")
        return rsa.withUse(QStringLiteral("enc"));
    if (name == u"Ed25519")
        return Key::generateEd25519();
    return Key::generateEc(name);
}

ClientRegistration clientWith(const Key& key)
{
    ClientRegistration client = exampleClient();
    client.clientKey = *privateJwk(key);
    return client;
}

UnverifiedJwt made(const ClientRegistration& client, Method method, const AuthorizationServerMetadata& server)
{
    const auto assertion = makeClientAssertion(client, method, server, ManualClock().now());
    return *decodeJwt(assertion->reveal());
}

} // namespace

class ClientAssertionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void claims() // N053, A352: the token endpoint lies elsewhere, and is not the audience
    {
        const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
        const auto server = exampleMetadata(QUrl(QStringLiteral("https://elsewhere.example/token")));
        const UnverifiedJwt jwt = made(clientWith(key), Method::PrivateKeyJwt, server);
        QVERIFY(verifyJws(jwt.jws, key));
        QCOMPARE(jwt.jws.header.alg, QStringLiteral("ES256"));
        QCOMPARE(jwt.jws.header.kid, QStringLiteral("k1"));
        QVERIFY(!jwt.jws.header.json.contains(u"jwk"));
        QCOMPARE(jwt.claims.value(u"iss"), QJsonValue(QStringLiteral("desktop")));
        QCOMPARE(jwt.claims.value(u"sub"), QJsonValue(QStringLiteral("desktop")));
        QCOMPARE(jwt.claims.value(u"aud"), QJsonValue(QStringLiteral("https://op.example")));
        QCOMPARE(jwt.claims.value(u"iat").toInteger(), 1767323045);
        QCOMPARE(jwt.claims.value(u"exp").toInteger(), 1767323105);
        QCOMPARE(jwt.claims.value(u"jti").toString().size(), 43);
        QCOMPARE(jwt.claims.size(), 6);
    }

    void eachIsFresh()
    {
        const ClientRegistration client = clientWith(Key::generateEc(u"P-256"));
        const auto first = made(client, Method::PrivateKeyJwt, exampleMetadata());
        const auto second = made(client, Method::PrivateKeyJwt, exampleMetadata());
        QVERIFY(first.claims.value(u"jti") != second.claims.value(u"jti"));
    }

    void algorithm_data()
    {
        QTest::addColumn<QString>("key"); // empty: the client secret signs
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("expected"); // an algorithm or an error code
        const auto row = [](const char* name, const char* key, const char* listed, const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(listed)
                                << QString::fromLatin1(expected);
        };
        row("RSA, nothing listed", "RSA", "", "RS256");
        row("RSA where FAPI listens", "RSA", "PS256 ES256", "PS256");
        row("RSA, the key decides", "RSA for PS256", "RS256 PS256", "PS256");
        row("RSA, the key decides, nothing listed", "RSA for PS256", "", "PS256");
        row("RSA, the key's own is not taken", "RSA for PS256", "RS256", "client.no_common_algorithm");
        row("a key that may not sign", "RSA for opening", "RS256", "client.no_common_algorithm");
        row("P-256", "P-256", "", "ES256");
        row("P-384", "P-384", "RS256 ES256 ES384", "ES384");
        row("P-521 where it is not listed", "P-521", "ES256", "client.no_common_algorithm");
        row("secp256k1 is never chosen", "secp256k1", "ES256K", "client.no_common_algorithm");
        row("Ed25519 by its old name", "Ed25519", "EdDSA", "EdDSA");
        row("Ed25519 by its new name", "Ed25519", "Ed25519", "Ed25519");
        row("none is no algorithm", "P-256", "none", "client.no_common_algorithm");
        row("secret, nothing listed", "", "", "HS256");
        row("secret, only HS512", "", "HS512 RS256", "HS512");
        row("secret, only asymmetric ones", "", "RS256", "client.no_common_algorithm");
    }

    void algorithm()
    {
        QFETCH(QString, key);
        QFETCH(QString, listed);
        QFETCH(QString, expected);
        auto server = exampleMetadata();
        server.tokenEndpointAuthSigningAlgValuesSupported = listed.split(u' ', Qt::SkipEmptyParts);
        const Method method = key.isEmpty() ? Method::ClientSecretJwt : Method::PrivateKeyJwt;
        const ClientRegistration client =
            key.isEmpty() ? exampleClient(kLongSecret.toString()) : clientWith(keyNamed(key));
        const auto algorithm = clientAssertionAlgorithm(client, method, server);
        QCOMPARE(algorithm ? *algorithm : algorithm.error().code, expected);
        const auto assertion = makeClientAssertion(client, method, server, ManualClock().now());
        QCOMPARE(assertion.has_value(), algorithm.has_value());
        if (assertion)
            QCOMPARE(decodeJwt(assertion->reveal())->jws.header.alg, expected);
        else
            QCOMPARE(assertion.error().kind, ErrorKind::Configuration);
    }

    void secretSigns()
    {
        const ClientRegistration client = exampleClient(kLongSecret.toString());
        const UnverifiedJwt jwt = made(client, Method::ClientSecretJwt, exampleMetadata());
        QVERIFY(verifyJws(jwt.jws, Key::fromSecret(client.clientSecret)));
        QCOMPARE(jwt.claims.value(u"aud"), QJsonValue(QStringLiteral("https://op.example")));
    }

    void badKeys_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        const Key key = Key::generateEc(u"P-256");
        QTest::newRow("good") << privateJwk(key)->reveal().toByteArray() << QString() << QString();
        QTest::newRow("none") << QByteArray() << QStringLiteral("client.key_missing") << QString();
        QTest::newRow("no JSON") << QByteArray("-----BEGIN") << QStringLiteral("client.key")
                                 << QStringLiteral("json.not_an_object");
        QTest::newRow("public") << QJsonDocument(key.publicJwk()).toJson() << QStringLiteral("client.key")
                                << QStringLiteral("key.no_private_part");
        QTest::newRow("a shared secret")
            << QByteArray(R"({"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"})")
            << QStringLiteral("client.key") << QStringLiteral("key.no_private_part");
        QTest::newRow("unknown kind")
            << QByteArray(R"({"kty":"d5e1f"})") << QStringLiteral("client.key") << QStringLiteral("jwk.kty");
    }

    void badKeys() // what is wrong is named, what is in the key is not
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        ClientRegistration client = exampleClient();
        client.clientKey = SecretString::fromUtf8(key);
        const auto read = clientKeyOf(client);
        QCOMPARE(read ? QString() : read.error().code, code);
        if (!read)
            QCOMPARE(read.error().detail, detail);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClientAssertionTest)
#include "client_assertion_test.moc"
