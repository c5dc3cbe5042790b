// The text of a keychain entry: comes back whole, or is refused by name and without quoting it (A236, A241).
#include "core/session/session_store.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

StoredGrant fullGrant()
{
    StoredGrant grant;
    auto& server = grant.metadata;
    server.issuer = QStringLiteral("https://id.example.com/realms/a");
    server.authorizationEndpoint = QUrl(QStringLiteral("https://id.example.com/authorize?tenant=a"));
    server.tokenEndpoint = QUrl(QStringLiteral("https://id.example.com/token"));
    server.jwksUri = QUrl(QStringLiteral("https://id.example.com/jwks"));
    server.userinfoEndpoint = QUrl(QStringLiteral("https://id.example.com/userinfo"));
    server.revocationEndpoint = QUrl(QStringLiteral("https://id.example.com/revoke"));
    server.introspectionEndpoint = QUrl(QStringLiteral("https://id.example.com/introspect"));
    server.endSessionEndpoint = QUrl(QStringLiteral("https://id.example.com/end"));
    server.tokenEndpointAuthMethodsSupported = {QStringLiteral("client_secret_post")};
    server.idTokenSigningAlgValuesSupported = {QStringLiteral("ES256"), QStringLiteral("RS256")};
    server.authorizationResponseIssParameterSupported = true;
    auto& client = grant.registration;
    client.provider = QStringLiteral("acme");
    client.issuer = server.issuer;
    client.clientId = QStringLiteral("desk");
    client.clientSecret = SecretString::fromUtf8("cl\xC3\xAF\"ent\\secret");
    client.clientKey = SecretString::fromUtf8(R"({"kty":"EC","crv":"P-256","d":"AAAA"})");
    client.idTokenEncryptedResponseAlg = QStringLiteral("ECDH-ES");
    client.idTokenEncryptedResponseEnc = QStringLiteral("A256GCM");
    client.userinfoSignedResponseAlg = QStringLiteral("RS256");
    client.userinfoEncryptedResponseAlg = QStringLiteral("RSA-OAEP");
    client.userinfoEncryptedResponseEnc = QStringLiteral("A128GCM");
    client.authorizationSignedResponseAlg = QStringLiteral("PS256");
    client.authorizationEncryptedResponseAlg = QStringLiteral("ECDH-ES");
    client.authorizationEncryptedResponseEnc = QStringLiteral("A256GCM");
    client.dpop = DpopUse::Required;
    client.resources = {QStringLiteral("https://api.example.com/")};
    client.authenticationMethod = ClientAuthenticationMethod::ClientSecretPost;
    client.scope = {QStringLiteral("openid")};
    client.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:8787/cb"));
    client.idTokenSignedResponseAlg = QStringLiteral("ES256");
    grant.subject = QStringLiteral("alice");
    grant.refreshToken = SecretString::fromUtf8("r+1/=\"\\ %2F");
    grant.scopeRequested = {QStringLiteral("openid"), QStringLiteral("email")};
    grant.scopeGranted = {QStringLiteral("openid")};
    grant.previous = {QStringLiteral("alice"), fromUnixSeconds(1767323045), QStringLiteral("desk")};
    grant.dpopKey = SecretString::fromUtf8(R"({"kty":"EC","crv":"P-256","d":"BBBB"})");
    return grant;
}

QByteArray textOf(const StoredGrant& grant)
{
    return serialiseGrant(grant).reveal().toByteArray();
}

} // namespace

class GrantFormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackWhole()
    {
        const StoredGrant grant = fullGrant();
        const auto back = parseGrant(serialiseGrant(grant));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(textOf(*back), textOf(grant));
        QCOMPARE(back->metadata.issuer, grant.metadata.issuer);
        QCOMPARE(back->metadata.authorizationEndpoint, grant.metadata.authorizationEndpoint);
        QCOMPARE(back->metadata.tokenEndpoint, grant.metadata.tokenEndpoint);
        QCOMPARE(back->metadata.jwksUri, grant.metadata.jwksUri);
        QCOMPARE(back->metadata.userinfoEndpoint, grant.metadata.userinfoEndpoint);
        QCOMPARE(back->metadata.revocationEndpoint, grant.metadata.revocationEndpoint);
        QCOMPARE(back->metadata.introspectionEndpoint, grant.metadata.introspectionEndpoint);
        QCOMPARE(back->metadata.endSessionEndpoint, grant.metadata.endSessionEndpoint);
        QCOMPARE(back->metadata.tokenEndpointAuthMethodsSupported,
                 grant.metadata.tokenEndpointAuthMethodsSupported);
        QCOMPARE(back->metadata.idTokenSigningAlgValuesSupported,
                 grant.metadata.idTokenSigningAlgValuesSupported);
        QVERIFY(back->metadata.authorizationResponseIssParameterSupported);
        QCOMPARE(back->registration.provider, grant.registration.provider);
        QCOMPARE(back->registration.issuer, grant.registration.issuer);
        QCOMPARE(back->registration.clientId, grant.registration.clientId);
        QVERIFY(back->registration.clientSecret == grant.registration.clientSecret);
        QCOMPARE(back->registration.idTokenEncryptedResponseAlg, QStringLiteral("ECDH-ES"));
        QCOMPARE(back->registration.idTokenEncryptedResponseEnc, QStringLiteral("A256GCM"));
        QCOMPARE(back->registration.userinfoSignedResponseAlg, QStringLiteral("RS256"));
        QCOMPARE(back->registration.userinfoEncryptedResponseAlg, QStringLiteral("RSA-OAEP"));
        QCOMPARE(back->registration.userinfoEncryptedResponseEnc, QStringLiteral("A128GCM"));
        QCOMPARE(back->registration.authorizationSignedResponseAlg, QStringLiteral("PS256"));
        QCOMPARE(back->registration.authorizationEncryptedResponseAlg, QStringLiteral("ECDH-ES"));
        QCOMPARE(back->registration.authorizationEncryptedResponseEnc, QStringLiteral("A256GCM"));
        QVERIFY(back->registration.dpop == DpopUse::Required);
        QCOMPARE(back->registration.resources, grant.registration.resources);
        QVERIFY(back->dpopKey == grant.dpopKey);
        QVERIFY(back->registration.clientKey == grant.registration.clientKey);
        QVERIFY(back->registration.authenticationMethod == grant.registration.authenticationMethod);
        QCOMPARE(back->registration.scope, grant.registration.scope);
        QCOMPARE(back->registration.redirectUri, grant.registration.redirectUri);
        QCOMPARE(back->registration.idTokenSignedResponseAlg, grant.registration.idTokenSignedResponseAlg);
        QCOMPARE(back->subject, grant.subject);
        QVERIFY(back->refreshToken == grant.refreshToken);
        QCOMPARE(back->scopeRequested, grant.scopeRequested);
        QCOMPARE(back->scopeGranted, grant.scopeGranted);
        QCOMPARE(back->previous.subject, grant.previous.subject);
        QVERIFY(back->previous.authTime == grant.previous.authTime);
        QCOMPARE(back->previous.azp, grant.previous.azp);
    }

    void comesBackWithTheLeast()
    {
        StoredGrant grant;
        grant.metadata.issuer = QStringLiteral("https://id.example.com");
        grant.metadata.authorizationEndpoint = QUrl(QStringLiteral("https://id.example.com/a"));
        grant.metadata.tokenEndpoint = QUrl(QStringLiteral("https://id.example.com/t"));
        grant.registration.clientId = QStringLiteral("desk");
        grant.subject = QStringLiteral("alice");
        const auto back = parseGrant(serialiseGrant(grant));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QVERIFY(back->refreshToken.isEmpty());
        QVERIFY(!back->registration.authenticationMethod);
        QVERIFY(!back->registration.redirectUri);
        QVERIFY(!back->previous.authTime);
        // Windows Credential Manager takes 2560 bytes (A242): most of them are left for the token.
        QVERIFY2(textOf(grant).size() < 600, textOf(grant).constData());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const QByteArray good = textOf(fullGrant());
        const auto row = [&good](const char* name, const QByteArray& from, const QByteArray& to,
                                 const char* code = "grant.unreadable") {
            if (!good.contains(from))
                qFatal("the good grant lost %s", from.constData());
            QTest::newRow(name) << QByteArray(good).replace(from, to) << QString::fromLatin1(code);
        };
        row("good", "", "", "");
        row("A236 newer version", "\"version\":1", "\"version\":2", "grant.version");
        row("A241 version is text", "\"version\":1", "\"version\":\"1\"");
        row("A241 no version", "\"version\":1", "\"verzion\":1");
        QTest::newRow("A241 empty") << QByteArray() << "grant.unreadable";
        QTest::newRow("A241 not JSON") << QByteArray("hunter2") << "grant.unreadable";
        QTest::newRow("A241 truncated") << good.left(good.size() / 2) << "grant.unreadable";
        QTest::newRow("A241 1 MB") << good + QByteArray(1024 * 1024, ' ') << "grant.too_large";
        row("A241 duplicate member", "\"subject\"", "\"subject\":\"x\",\"subject\"");
        row("A241 no server", "\"server\":", "\"sever\":");
        row("A241 server is text", "\"server\":{", "\"server\":\"x\",\"x\":{");
        row("A241 no subject", "\"subject\":\"alice\"", "\"subject\":\"\"");
        row("A241 refresh token is a number", "\"refresh_token\":\"", "\"refresh_token\":7,\"x\":\"");
        row("A241 scope is text", "\"scope_granted\":[", "\"scope_granted\":\"x\",\"x\":[");
        row("A241 no client id", "\"client_id\":\"desk\"", "\"client_id\":\"\"");
        row("A241 unknown method", "\"client_secret_post\"", "\"tls_client_auth\"");
        row("A241 redirect is no address", "\"redirect_uri\":\"http", "\"redirect_uri\":\"h ttp");
        row("A241 previous is missing", "\"previous\"", "\"prev\"");
        row("A241 time is text", "1767323045", "\"soon\"");
        row("A252 token endpoint http", "\"token_endpoint\":\"https", "\"token_endpoint\":\"http");
        row("A252 token endpoint file", "\"token_endpoint\":\"https://id.example.com",
            "\"token_endpoint\":\"file:///etc");
        row("A252 token endpoint missing", "\"token_endpoint\":", "\"taken_endpoint\":");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const auto parsed = parseGrant(SecretString::fromUtf8(text));
        QCOMPARE(parsed ? QString() : parsed.error().code, code);
        if (parsed)
            return;
        QCOMPARE(parsed.error().kind, ErrorKind::Keychain);
        for (const char* secret : {"hunter2", "r+1"})
            QVERIFY2(!parsed.error().detail.contains(QLatin1String(secret)),
                     qPrintable(parsed.error().detail));
    }
};

TESSERA_TEST(GrantFormatTest)
#include "grant_format_test.moc"
