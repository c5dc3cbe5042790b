// RFC 6749 section 2.3.1: one method per request, form-encoded inside Basic (N003, N004, A082).
#include "core/oauth/client_authentication.h"

#include "core/jose/key_output.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using Method = ClientAuthenticationMethod;

ClientAuthentication authenticated(const ClientRegistration& registration, Method method)
{
    return *authenticateClient(registration, method, exampleMetadata(), ManualClock().now());
}

/// "key" signs, "enc" only opens.
SecretString keyNamed(const QString& name)
{
    if (name.isEmpty())
        return {};
    const Key key = Key::generateEc(u"P-256");
    return *privateJwk(name == u"enc" ? key.withUse(name) : key);
}

} // namespace

class ClientAuthenticationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choice_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("registered");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("expected"); // a method's name or an error code
        const auto row = [](const char* name, const char* secret, const char* registered, const char* listed,
                            const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(secret) << QString::fromLatin1(registered)
                                << QString::fromLatin1(listed) << QString::fromLatin1(expected);
        };
        row("public client, none listed", "", "", "none", "none");
        row("public client, nothing said", "", "", "", "none");
        row("public client, only secret methods listed (GitLab)", "", "",
            "client_secret_basic client_secret_post", "none");
        row("A082 public client, only private_key_jwt", "", "", "private_key_jwt",
            "client.method_unsupported");
        row("A082 secret, only private_key_jwt", "s", "", "private_key_jwt tls_client_auth",
            "client.method_unsupported");
        row("secret, nothing said: RFC 8414 section 2", "s", "", "", "client_secret_basic");
        row("secret, basic first", "s", "", "client_secret_basic client_secret_post", "client_secret_basic");
        row("secret, post first", "s", "", "client_secret_post client_secret_basic", "client_secret_post");
        row("secret, post after others", "s", "", "private_key_jwt none client_secret_post",
            "client_secret_post");
        row("secret, only none listed", "s", "", "none", "client.method_unsupported");
        row("registered post, nothing said", "s", "client_secret_post", "", "client_secret_post");
        row("registered post, only basic listed", "s", "client_secret_post", "client_secret_basic",
            "client.method_unsupported");
        row("registered none keeps the secret to itself", "s", "none", "client_secret_basic", "none");
        row("registered basic without a secret", "", "client_secret_basic", "", "client.secret_missing");
    }

    void choice()
    {
        QFETCH(QString, secret);
        QFETCH(QString, registered);
        QFETCH(QString, listed);
        QFETCH(QString, expected);
        ClientRegistration client = exampleClient(secret);
        client.authenticationMethod = clientAuthenticationMethodFromName(registered);
        auto metadata = exampleMetadata();
        metadata.tokenEndpointAuthMethodsSupported = listed.split(u' ', Qt::SkipEmptyParts);

        const auto method = chooseAuthenticationMethod(client, metadata);
        QCOMPARE(method ? clientAuthenticationMethodName(*method) : method.error().code, expected);
        if (!method)
            QCOMPARE(method.error().kind, ErrorKind::Configuration);
    }

    void choiceWithAKey_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("expected"); // a method's name or an error code
        const auto row = [](const char* name, const char* key, const char* secret, const char* listed,
                            const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(secret)
                                << QString::fromLatin1(listed) << QString::fromLatin1(expected);
        };
        row("N078 the server takes it", "key", "", "client_secret_basic private_key_jwt", "private_key_jwt");
        row("N078 before the secret", "key", "s", "client_secret_basic private_key_jwt", "private_key_jwt");
        row("nothing said", "key", "", "", "private_key_jwt");
        row("the secret where the key is not taken", "key", "s", "client_secret_post", "client_secret_post");
        row("A082 neither is taken", "key", "", "client_secret_post", "client.method_unsupported");
        row("a key that only opens", "enc", "", "none private_key_jwt", "none");
        row("a key that only opens, and a secret", "enc", "s", "client_secret_basic private_key_jwt",
            "client_secret_basic");
        row("client_secret_jwt where nothing else", "", "a secret of more than 32 characters",
            "client_secret_jwt", "client_secret_jwt");
        row("client_secret_jwt with a short secret", "", "s", "client_secret_jwt", "client.secret_weak");
    }

    void choiceWithAKey()
    {
        QFETCH(QString, key);
        QFETCH(QString, secret);
        QFETCH(QString, listed);
        QFETCH(QString, expected);
        ClientRegistration client = exampleClient(secret);
        client.clientKey = keyNamed(key);
        auto metadata = exampleMetadata();
        metadata.tokenEndpointAuthMethodsSupported = listed.split(u' ', Qt::SkipEmptyParts);
        const auto method = chooseAuthenticationMethod(client, metadata);
        QCOMPARE(method ? clientAuthenticationMethodName(*method) : method.error().code, expected);
    }

    void assertion() // RFC 7523 section 2.2; rp-token_endpoint-private_key_jwt
    {
        ClientRegistration registration = exampleClient();
        registration.clientKey = keyNamed(QStringLiteral("key"));
        const auto client = authenticated(registration, Method::PrivateKeyJwt);
        QVERIFY(client.authorization.isEmpty());
        QCOMPARE(client.fields.size(), 3);
        QCOMPARE(encodeForm(client.fields.first(2)),
                 QByteArray("client_id=desktop&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
                            "client-assertion-type%3Ajwt-bearer"));
        QCOMPARE(client.fields.last().name, QStringLiteral("client_assertion"));
        QCOMPARE(client.fields.last().value.count(u'.'), 2);
    }

    void refusalSaysWhatTheServerWants() // A082
    {
        auto metadata = exampleMetadata();
        metadata.tokenEndpointAuthMethodsSupported = {QStringLiteral("private_key_jwt")};
        const auto method = chooseAuthenticationMethod(exampleClient(), metadata);
        QVERIFY(!method);
        QVERIFY(method.error().detail.contains(QStringLiteral("private_key_jwt")));
    }

    void none()
    {
        const auto client = authenticated(exampleClient(QStringLiteral("s")), Method::None);
        QVERIFY(client.authorization.isEmpty());
        QCOMPARE(encodeForm(client.fields), QByteArray("client_id=desktop"));
    }

    void post()
    {
        const auto client =
            authenticated(exampleClient(QStringLiteral("a%b+c dü")), Method::ClientSecretPost);
        QVERIFY(client.authorization.isEmpty());
        QCOMPARE(encodeForm(client.fields),
                 QByteArray("client_id=desktop&client_secret=a%25b%2Bc%20d%C3%BC"));
    }

    void basic_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QByteArray>("pair");
        QTest::newRow("RFC 6749 section 2.3.1")
            << QStringLiteral("s6BhdRkqt3") << QStringLiteral("7Fjfp0ZBr1KtDRbnfVdmIw")
            << QByteArray("s6BhdRkqt3:7Fjfp0ZBr1KtDRbnfVdmIw");
        QTest::newRow("N004 colon in the id") << QStringLiteral("https://c.example/:1") << QStringLiteral("s")
                                              << QByteArray("https%3A%2F%2Fc.example%2F%3A1:s");
        QTest::newRow("N003 percent, plus, space, umlaut")
            << QStringLiteral("desktop") << QStringLiteral("a%b+c dü")
            << QByteArray("desktop:a%25b%2Bc%20d%C3%BC");
    }

    void basic()
    {
        QFETCH(QString, id);
        QFETCH(QString, secret);
        QFETCH(QByteArray, pair);
        ClientRegistration registration = exampleClient(secret);
        registration.clientId = id;
        const auto client = authenticated(registration, Method::ClientSecretBasic);
        QCOMPARE(client.authorization.reveal().toByteArray(), "Basic " + pair.toBase64());
        QVERIFY(client.fields.isEmpty()); // exactly one method
    }

    void basicOfTheRfcAsBytes()
    {
        ClientRegistration registration = exampleClient(QStringLiteral("7Fjfp0ZBr1KtDRbnfVdmIw"));
        registration.clientId = QStringLiteral("s6BhdRkqt3");
        QCOMPARE(authenticated(registration, Method::ClientSecretBasic).authorization.reveal().toByteArray(),
                 QByteArray("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClientAuthenticationTest)
#include "client_authentication_test.moc"
