// What PROVIDER and options become; what is missing or wrong is named.
#include "app/cli/commands/commands.h"
#include "app/cli/commands/sign_in_registration.h"
#include "core/jose/key_output.h"
#include "core/oauth/client_assertion.h"
#include "tests/support/test_program.h"

#include <QTemporaryFile>
#include <QTest>

using namespace tessera;
using namespace tessera::cli;

namespace {

Result<RequestedClient> request(const QStringList& words)
{
    Context context;
    context.options->addOptions(signInCommand().options);
    if (!context.options->parse(QStringList{QStringLiteral("tessera")} + words))
        qFatal("%s", qPrintable(context.options->errorText()));
    context.arguments = context.options->positionalArguments();
    return registrationFromOptions(context);
}

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class SignInRegistrationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyIssuer()
    {
        const auto client = request(words(
            "--issuer https://id.acme.example --client-id desk --redirect-uri http://127.0.0.1:8123/cb"));
        QVERIFY(client.has_value());
        QCOMPARE(client->registration.issuer, QStringLiteral("https://id.acme.example"));
        QCOMPARE(client->registration.clientId, QStringLiteral("desk"));
        QCOMPARE(client->registration.redirectUri->port(), 8123);
        QVERIFY(client->registration.scope.contains(QStringLiteral("openid")));
    }

    void namedProviderBringsItsParameters()
    {
        const auto client = request(words("google --client-id x"));
        QVERIFY(client.has_value());
        QCOMPARE(client->registration.issuer, QStringLiteral("https://accounts.google.com"));
        QVERIFY(client->extra.contains(FormField{QStringLiteral("access_type"), QStringLiteral("offline")}));
    }

    void secretIsReadFromAFileWithoutItsLineBreak()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("s3cret with space\r\n");
        file.flush();
        const auto client =
            request(words("google --client-id x --client-auth client_secret_post --client-secret-file")
                    << file.fileName());
        QVERIFY(client.has_value());
        QVERIFY(client->registration.clientSecret.equals("s3cret with space"));
        QVERIFY(client->registration.authenticationMethod == ClientAuthenticationMethod::ClientSecretPost);
    }

    void clientKeyIsReadFromJwkOrPem()
    {
        const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
        for (const SecretString& text : {*privateJwk(key), *privatePem(key)}) {
            QTemporaryFile file;
            QVERIFY(file.open());
            file.write(text.reveal().toByteArray());
            file.flush();
            const auto client =
                request(words("google --client-id x --client-auth private_key_jwt --client-key-file")
                        << file.fileName());
            QVERIFY(client.has_value());
            QVERIFY(client->registration.authenticationMethod == ClientAuthenticationMethod::PrivateKeyJwt);
            const auto read = clientKeyOf(client->registration);
            QVERIFY(read.has_value());
            QCOMPARE(read->thumbprint(), key.thumbprint());
        }
    }

    void signedAnswer()
    {
        const auto asked = request(words("google --client-id x --jarm PS256"));
        QVERIFY(asked.has_value());
        QCOMPARE(asked->registration.authorizationSignedResponseAlg, QStringLiteral("PS256"));
        const auto sealed = request(words(
            "google --client-id x --registered authorization_encrypted_response_alg=ECDH-ES --registered "
            "authorization_encrypted_response_enc=A256GCM"));
        QVERIFY(sealed.has_value());
        QCOMPARE(sealed->registration.authorizationEncryptedResponseAlg, QStringLiteral("ECDH-ES"));
        QCOMPARE(sealed->registration.authorizationEncryptedResponseEnc, QStringLiteral("A256GCM"));
    }

    void publicKeyIsNoClientKey()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(*publicPem(Key::generateEc(u"P-256")));
        file.flush();
        const auto client = request(words("google --client-id x --client-key-file") << file.fileName());
        QVERIFY(!client.has_value());
        QCOMPARE(client.error().code, QStringLiteral("usage.client_key"));
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* line, const char* code) {
            QTest::newRow(name) << words(line) << QString::fromLatin1(code);
        };
        row("no issuer", "--client-id x", "usage.issuer_missing");
        row("own host, no issuer", "keycloak --client-id x", "usage.issuer_missing");
        row("no client id", "--issuer https://id.acme.example", "usage.client_id_missing");
        row("unknown provider", "gogle", "usage.provider_unknown");
        row("A068 http issuer", "--issuer http://id.acme.example --client-id x", "issuer.insecure");
        row("A069 query", "--issuer https://id.acme.example/?a=b --client-id x", "issuer.query");
        row("A069 fragment", "--issuer https://id.acme.example/#f --client-id x", "issuer.fragment");
        row("A075 user information", "--issuer https://id.acme.example@evil.example --client-id x",
            "issuer.user_info");
        row("not an address", "--issuer hello --client-id x", "issuer.scheme");
        row("redirect elsewhere", "google --client-id x --redirect-uri http://evil.example/cb",
            "usage.redirect_uri");
        row("redirect with query", "google --client-id x --redirect-uri http://127.0.0.1/cb?a=b",
            "usage.redirect_uri");
        row("unknown client authentication", "google --client-id x --client-auth magic", "usage.client_auth");
        row("secret file missing", "google --client-id x --client-secret-file /no/such/file",
            "file.unreadable");
        row("secret file empty", "google --client-id x --client-secret-file /dev/null", "usage.secret_empty");
        row("A326 endless secret file", "google --client-id x --client-secret-file /dev/zero",
            "file.too_large");
    }
    void refused()
    {
        QFETCH(QStringList, line);
        const auto client = request(line);
        QVERIFY(!client);
        QTEST(client.error().code, "code");
        QCOMPARE(client.error().kind, ErrorKind::Configuration);
    }
};

TESSERA_TEST(SignInRegistrationTest)
#include "sign_in_registration_test.moc"
