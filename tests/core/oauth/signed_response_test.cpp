// The token that carries an answer in the browser, and what has to be true before it is asked for (JARM; A064
// and the twins of ensure-jarm-…).
#include "core/oauth/signed_response.h"

#include "core/jose/key_output.h"
#include "tests/core/oauth/signed_response_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

const Key& ourKey()
{
    static const Key key = Key::generateEc(u"P-256");
    return key;
}

SecretString testSecret(char letter)
{
    return SecretString(QByteArray(32, letter));
}

ClientRegistration registered(const QString& alg, const QString& secret = {})
{
    ClientRegistration client = exampleClient(secret);
    client.authorizationSignedResponseAlg = alg;
    return client;
}

AuthorizationServerMetadata capable()
{
    AuthorizationServerMetadata metadata = exampleMetadata();
    metadata.jwksUri = QUrl(QStringLiteral("https://op.example/jwks"));
    metadata.responseModesSupported = {QStringLiteral("query"), QStringLiteral("jwt"),
                                       QStringLiteral("query.jwt")};
    metadata.authorizationSigningAlgValuesSupported = {QStringLiteral("RS256"), QStringLiteral("HS256")};
    return metadata;
}

QString codeOf(const Result<std::optional<SignedResponseExpectations>>& expected)
{
    if (!expected)
        return expected.error().code;
    return *expected ? (*expected)->responseMode : QStringLiteral("plain");
}

/// Opened and checked, as the judge does once the state was ours.
QString codeOf(const SignedResponseCase& test)
{
    const auto& expected = *test.request.signedResponse;
    const auto opened = openSignedResponse(test.token(), expected.decryption);
    if (!opened)
        return opened.error().code;
    const auto checked = checkSignedResponse(*opened, expected);
    return checked ? QString() : checked.error().code;
}

/// Registered to come encrypted for our key.
void expectEncrypted(SignedResponseCase& test)
{
    ClientRegistration client;
    client.clientKey = *privateJwk(ourKey());
    test.expected().decryption =
        *tokenDecryption(client, QStringLiteral("ECDH-ES"), QStringLiteral("A256GCM"));
}

void seal(SignedResponseCase& test, const Key& key, const QString& enc, const QString& cty)
{
    test.editToken = [=](const QByteArray& token) {
        return *encryptCompact(token, key, u"ECDH-ES", enc, {{QStringLiteral("cty"), cty}});
    };
}

} // namespace

class SignedResponseTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tokens_data()
    {
        QTest::addColumn<SignedResponseChange>("change");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* code, const SignedResponseChange& change) {
            QTest::newRow(name) << change << QString::fromLatin1(code);
        };
        const QString gcm = QStringLiteral("A256GCM");
        const QString jwt = QStringLiteral("JWT");
        row("good", "", [](auto&) {});
        row("ensure-jarm-without-iss-fails", "response.iss_missing", [](auto& c) { c.drop(u"iss"); });
        row("ensure-jarm-with-invalid-iss-fails", "response.iss_mismatch",
            [](auto& c) { c.set(u"iss", QStringLiteral("https://op.example/")); });
        row("iss is a list", "response.iss_mismatch",
            [](auto& c) { c.set(u"iss", QJsonArray{QStringLiteral("https://op.example")}); });
        row("ensure-jarm-without-aud-fails", "response.aud_mismatch", [](auto& c) { c.drop(u"aud"); });
        row("ensure-jarm-with-invalid-aud-fails", "response.aud_mismatch",
            [](auto& c) { c.set(u"aud", QStringLiteral("other")); });
        row("aud in other case", "response.aud_mismatch",
            [](auto& c) { c.set(u"aud", QStringLiteral("Desktop")); });
        row("aud is a list with us", "", [](auto& c) {
            c.set(u"aud", QJsonArray{QStringLiteral("other"), QStringLiteral("desktop")});
        });
        row("aud is a list without us", "response.aud_mismatch",
            [](auto& c) { c.set(u"aud", QJsonArray{QStringLiteral("other")}); });
        row("aud is a list with a number", "response.aud_mismatch", [](auto& c) {
            c.set(u"aud", QJsonArray{QStringLiteral("desktop"), 7});
        });
        row("ensure-jarm-without-exp-fails", "response.claim", [](auto& c) { c.drop(u"exp"); });
        row("exp is a string", "response.claim",
            [](auto& c) { c.set(u"exp", QStringLiteral("9999999999")); });
        row("ensure-jarm-with-expired-exp-fails", "response.expired",
            [](auto& c) { c.set(u"exp", c.at(-60)); });
        row("ran out within the skew", "", [](auto& c) { c.set(u"exp", c.at(-59)); });
        row("good for ten minutes, and a minute of skew", "", [](auto& c) { c.set(u"exp", c.at(660)); });
        row("good for longer", "response.lifetime", [](auto& c) { c.set(u"exp", c.at(661)); });
        row("nbf is now", "", [](auto& c) { c.set(u"nbf", c.at(60)); });
        row("nbf is to come", "response.not_yet_valid", [](auto& c) { c.set(u"nbf", c.at(61)); });
        row("nbf is no number", "response.claim", [](auto& c) { c.set(u"nbf", true); });
        row("ensure-jarm-signature-is-not-none", "response.alg", [](auto& c) { c.signWithNobody("none"); });
        row("A121 none, and that is even registered", "response.alg", [](auto& c) {
            c.expected().algorithm = QStringLiteral("none");
            c.signWithNobody("none");
        });
        row("none in other case", "response.alg", [](auto& c) { c.signWithNobody("nOnE"); });
        row("another algorithm of the same key", "response.alg",
            [](auto& c) { c.alg = QStringLiteral("PS256"); });
        row("another algorithm of another of its keys", "response.alg",
            [](auto& c) { c.signWith(IssuerKeys::shared().ec, QStringLiteral("ES256")); });
        row("the public key as a secret", "response.alg",
            [](auto& c) { c.signWith(Key::fromSecret(testSecret('k')), QStringLiteral("HS256")); });
        row("as registered", "", [](auto& c) {
            c.expected().algorithm = QStringLiteral("ES256");
            c.signWith(IssuerKeys::shared().ec, QStringLiteral("ES256"));
        });
        row("ensure-jarm-with-invalid-sig-fails", "response.signature",
            [](auto& c) { c.key = IssuerKeys::shared().stranger; });
        row("a claim changed after signing", "response.signature", [](auto& c) {
            SignedResponseCase other;
            other.set(u"code", QStringLiteral("stolen"));
            const QByteArray claims = other.token().split('.').at(1);
            c.editToken = [claims](const QByteArray& token) {
                const auto parts = token.split('.');
                return parts.at(0) + '.' + claims + '.' + parts.at(2);
            };
        });
        row("an unknown kid", "jwks.unknown_kid",
            [](auto& c) { c.key = IssuerKeys::shared().rsa.withKid(QStringLiteral("new")); });
        row("without keys", "jwks.unknown_kid", [](auto& c) { c.expected().keys = {}; });
        row("the client secret signs", "", [](auto& c) {
            c.expected().algorithm = QStringLiteral("HS256");
            c.expected().clientSecret = testSecret('s');
            c.signWith(Key::fromSecret(testSecret('s')), QStringLiteral("HS256"));
        });
        row("another secret signs", "response.signature", [](auto& c) {
            c.expected().algorithm = QStringLiteral("HS256");
            c.expected().clientSecret = testSecret('s');
            c.signWith(Key::fromSecret(testSecret('t')), QStringLiteral("HS256"));
        });
        row("encrypted as registered", "", [=](auto& c) {
            expectEncrypted(c);
            seal(c, ourKey(), gcm, jwt);
        });
        row("encrypted is registered, signed came", "response.not_encrypted",
            [](auto& c) { expectEncrypted(c); });
        row("N082 another enc than registered", "jwe.not_allowed", [=](auto& c) {
            expectEncrypted(c);
            seal(c, ourKey(), QStringLiteral("A128GCM"), jwt);
        });
        row("for another key", "jwe.decryption", [=](auto& c) {
            expectEncrypted(c);
            seal(c, Key::generateEc(u"P-256"), gcm, jwt);
        });
        row("A171 encrypted claims that nobody signed", "jwt.not_nested", [=](auto& c) {
            expectEncrypted(c);
            c.editToken = [=](const QByteArray&) {
                return *encryptCompact("{\"state\":\"6f3a9d\"}", ourKey(), u"ECDH-ES", gcm,
                                       {{QStringLiteral("cty"), jwt}});
            };
        });
        row("encrypted, and signed by another", "response.signature", [=](auto& c) {
            expectEncrypted(c);
            c.key = IssuerKeys::shared().stranger;
            seal(c, ourKey(), gcm, jwt);
        });
        row("encrypted, and nobody asked for that", "jwt.encrypted",
            [=](auto& c) { seal(c, ourKey(), gcm, jwt); });
    }

    void tokens()
    {
        QFETCH(SignedResponseChange, change);
        SignedResponseCase test;
        change(test);
        QTEST(codeOf(test), "code");
    }

    void clockIsAskedWhenTheAnswerComes()
    {
        SignedResponseCase test;
        QCOMPARE(codeOf(test), QString());
        test.clock->setWallClock(test.clock->now() + Seconds(179));
        QCOMPARE(codeOf(test), QString());
        test.clock->setWallClock(test.clock->now() + Seconds(1));
        QCOMPARE(codeOf(test), QStringLiteral("response.expired"));
    }

    void expectations_data()
    {
        using SetUp = std::function<void(ClientRegistration&, AuthorizationServerMetadata&)>;
        QTest::addColumn<SetUp>("change");
        QTest::addColumn<QString>("expected"); // a response mode, "plain" or an error code
        const auto row = [](const char* name, const char* expected, const SetUp& change) {
            QTest::newRow(name) << change << QString::fromLatin1(expected);
        };
        row("not registered", "plain",
            [](auto& client, auto&) { client.authorizationSignedResponseAlg.clear(); });
        row("registered", "query.jwt", [](auto&, auto&) {});
        row("the server lists the short name", "jwt",
            [](auto&, auto& server) { server.responseModesSupported = {QStringLiteral("jwt")}; });
        row("the server lists others", "jarm.unsupported", [](auto&, auto& server) {
            server.responseModesSupported = {QStringLiteral("query"), QStringLiteral("fragment.jwt")};
        });
        row("the server lists nothing", "jarm.unsupported",
            [](auto&, auto& server) { server.responseModesSupported.clear(); });
        row("the server signs otherwise", "jarm.algorithm", [](auto&, auto& server) {
            server.authorizationSigningAlgValuesSupported = {QStringLiteral("ES256")};
        });
        row("the server does not say how it signs", "query.jwt",
            [](auto&, auto& server) { server.authorizationSigningAlgValuesSupported.clear(); });
        row("none", "jarm.algorithm", [](auto& client, auto& server) {
            client.authorizationSignedResponseAlg = QStringLiteral("none");
            server.authorizationSigningAlgValuesSupported = {QStringLiteral("none")};
        });
        row("unknown", "jarm.algorithm",
            [](auto& client, auto&) { client.authorizationSignedResponseAlg = QStringLiteral("rs256"); });
        row("the server has no keys", "jarm.no_keys", [](auto&, auto& server) { server.jwksUri.clear(); });
        row("HS256", "query.jwt", [](auto& client, auto& server) {
            client = registered(QStringLiteral("HS256"), QStringLiteral("a secret of the client's own"));
            server.jwksUri.clear();
        });
        row("HS256 without a secret", "client.secret_missing",
            [](auto& client, auto&) { client = registered(QStringLiteral("HS256")); });
        row("encrypted", "query.jwt", [](auto& client, auto&) {
            client.clientKey = *privateJwk(ourKey());
            client.authorizationEncryptedResponseAlg = QStringLiteral("ECDH-ES");
        });
        row("encrypted, without a key", "client.key_missing", [](auto& client, auto&) {
            client.authorizationEncryptedResponseAlg = QStringLiteral("ECDH-ES");
        });
        row("encrypted with what is refused", "client.encryption", [](auto& client, auto&) {
            client.clientKey = *privateJwk(ourKey());
            client.authorizationEncryptedResponseAlg = QStringLiteral("RSA1_5");
        });
    }

    void expectations()
    {
        using SetUp = std::function<void(ClientRegistration&, AuthorizationServerMetadata&)>;
        QFETCH(SetUp, change);
        ClientRegistration client = registered(QStringLiteral("RS256"));
        AuthorizationServerMetadata server = capable();
        change(client, server);
        QTEST(codeOf(signedResponseOf(client, server)), "expected");
    }

    void onlyEncryptionRegisteredMeansRs256() // JARM section 3
    {
        ClientRegistration client = registered({});
        client.clientKey = *privateJwk(ourKey());
        client.authorizationEncryptedResponseAlg = QStringLiteral("ECDH-ES");
        const auto expected = signedResponseOf(client, capable());
        QCOMPARE((*expected)->algorithm, QStringLiteral("RS256"));
        QCOMPARE((*expected)->decryption->enc, QStringLiteral("A128CBC-HS256"));
    }

    void whoseKeys()
    {
        SignedResponseExpectations expected;
        expected.algorithm = QStringLiteral("ES256");
        QVERIFY(needsKeySet(expected));
        expected.algorithm = QStringLiteral("HS256");
        QVERIFY(!needsKeySet(expected));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SignedResponseTest)
#include "signed_response_test.moc"
