// RFC 7591 and RFC 7592: what is sent, and what the server may make of it (A094).
#include "core/oauth/dynamic_registration.h"

#include "core/base/strict_json.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

ClientMetadata askedFor()
{
    ClientMetadata asked;
    asked.clientName = QString::fromUtf8("Tessera \u00fc");
    asked.redirectUris = {QStringLiteral("http://127.0.0.1/callback")};
    asked.scope = {QStringLiteral("openid"), QStringLiteral("email")};
    asked.authorizationSignedResponseAlg = QStringLiteral("PS256");
    return asked;
}

/// What an honest server at `origin` answers, with one member changed or (undefined) left out.
QByteArray answer(const QUrl& origin, const QString& name = {}, const QJsonValue& value = {})
{
    QJsonObject body{
        {QStringLiteral("client_id"), QStringLiteral("c-1")},
        {QStringLiteral("client_id_issued_at"), 1767323045},
        {QStringLiteral("registration_access_token"), QStringLiteral("rat-1")},
        {QStringLiteral("registration_client_uri"),
         origin.resolved(QUrl(QStringLiteral("/register?client_id=c-1"))).toString()},
        {QStringLiteral("redirect_uris"), QJsonArray{QStringLiteral("http://127.0.0.1/callback")}},
        {QStringLiteral("grant_types"),
         QJsonArray{QStringLiteral("refresh_token"), QStringLiteral("authorization_code")}},
        {QStringLiteral("token_endpoint_auth_method"), QStringLiteral("none")},
        {QStringLiteral("scope"), QStringLiteral("openid email")},
    };
    if (!name.isEmpty())
        body.remove(name);
    if (!name.isEmpty() && !value.isUndefined())
        body.insert(name, value);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// A server that may be set to answer anything, and asks of it.
struct Party
{
    Party() : server({HostileReply::json({})})
    {
        metadata.issuer = server.url(QString()).toString();
        metadata.registrationEndpoint = server.url(QStringLiteral("/register"));
        known.issuer = metadata.issuer;
        known.clientId = QStringLiteral("c-1");
        known.registrationAccessToken = SecretString::fromUtf8("rat-0");
        known.registrationClientUri = server.url(QStringLiteral("/register?client_id=c-1"));
        known.metadata = askedFor();
    }

    void replies(const QByteArray& body, int status = 200)
    {
        server.setReplies({HostileReply::json(body, status)});
    }
    void repliesWith(const QString& name, const QJsonValue& value)
    {
        replies(answer(server.url(), name, value), 201);
    }

    Result<RegisteredClient> registers(const SecretString& token = {})
    {
        return await(registerClient(http, metadata, askedFor(), token, {}));
    }

    HostileServer server;
    std::shared_ptr<HttpClient> http = std::make_shared<HttpClient>();
    AuthorizationServerMetadata metadata = exampleMetadata();
    RegisteredClient known;
};

const QJsonValue kAbsent(QJsonValue::Undefined);

} // namespace

class DynamicRegistrationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void good()
    {
        Party party;
        party.replies(answer(party.server.url()), 201);
        const auto client = party.registers();
        QVERIFY2(client, client ? "" : qPrintable(client.error().detail));
        QCOMPARE(client->issuer, party.metadata.issuer);
        QCOMPARE(client->clientId, QStringLiteral("c-1"));
        QVERIFY(client->clientSecret.isEmpty());
        QVERIFY(client->registrationAccessToken.equals("rat-1"));
        QCOMPARE(client->registrationClientUri, party.known.registrationClientUri);
        QVERIFY(client->metadata.clientName == askedFor().clientName); // not said: as asked
        QCOMPARE(client->remarks, QStringList());
    }

    void whatIsSent()
    {
        Party party;
        party.replies(answer(party.server.url()), 201);
        QVERIFY(party.registers(SecretString::fromUtf8("iat-1")));
        const QByteArray sent = party.server.requests().first();
        QVERIFY(sent.startsWith("POST /register HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nContent-Type: application/json\r\n"));
        QVERIFY(sent.contains("\r\nAccept: application/json\r\n"));
        QVERIFY(sent.contains("\r\nAuthorization: Bearer iat-1\r\n"));
        const auto expected = parseJsonObject(
            "{\"client_name\":\"Tessera \u00fc\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
            "\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"response_types\":[\"code\"],"
            "\"token_endpoint_auth_method\":\"none\",\"application_type\":\"native\",\"scope\":\"openid "
            "email\",\"authorization_signed_response_alg\":\"PS256\"}");
        QCOMPARE(*parseJsonObject(bodyOf(sent)), *expected);
    }

    void noTokenNoHeader()
    {
        Party party;
        party.replies(answer(party.server.url()), 200);
        QVERIFY(party.registers());
        QVERIFY(!party.server.requests().first().contains("Authorization:"));
    }

    void compared_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QStringList>("remarks");
        const auto row = [](const char* name, const char* member, const QJsonValue& value,
                            const char* remarks) {
            QTest::newRow(name) << QString::fromUtf8(member) << value
                                << QString::fromUtf8(remarks).split(u' ', Qt::SkipEmptyParts);
        };
        row("as asked", "x", 1, "");
        row("redirect_uris not said", "redirect_uris", kAbsent, "");
        row("A094 redirect_uris changed", "redirect_uris",
            QJsonArray{QStringLiteral("https://evil.example/")}, "registration.redirect_uris_changed");
        row("A094 redirect_uris more", "redirect_uris",
            QJsonArray{QStringLiteral("http://127.0.0.1/callback"), QStringLiteral("https://evil.example/")},
            "registration.redirect_uris_changed");
        row("A094 redirect_uris none", "redirect_uris", QJsonArray(), "registration.redirect_uris_changed");
        row("A094 wider grant types", "grant_types",
            QJsonArray{QStringLiteral("authorization_code"), QStringLiteral("implicit")},
            "registration.grant_types_wider");
        row("fewer grant types", "grant_types", QJsonArray{QStringLiteral("authorization_code")}, "");
        row("A094 secret", "client_secret", QStringLiteral("s"), "registration.unasked_secret");
        row("A094 other method", "token_endpoint_auth_method", QStringLiteral("client_secret_basic"),
            "registration.auth_method_changed");
        row("wider scope", "scope", QStringLiteral("openid email admin"), "registration.scope_wider");
        row("less scope", "scope", QStringLiteral("openid"), "");
        row("A094 the answer signed otherwise", "authorization_signed_response_alg", QStringLiteral("RS256"),
            "registration.response_alg_changed");
        row("the answer signed as asked", "authorization_signed_response_alg", QStringLiteral("PS256"), "");
    }
    void compared()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        Party party;
        party.repliesWith(member, value);
        const auto client = party.registers();
        QVERIFY2(client, client ? "" : qPrintable(client.error().detail));
        QTEST(client->remarks, "remarks");
    }

    void refused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* member, const QJsonValue& value, const char* code) {
            QTest::newRow(name) << QString::fromUtf8(member) << value << QString::fromUtf8(code);
        };
        const auto text = [](const char* utf8) { return QJsonValue(QString::fromUtf8(utf8)); };
        row("no client_id", "client_id", kAbsent, "registration.member");
        row("client_id number", "client_id", 7, "registration.member");
        row("client_id too long", "client_id", QString(2049, u'c'), "registration.member");
        row("client_id with a line break", "client_id", text("a\r\nb"), "registration.member");
        row("client_secret too long", "client_secret", QString(16385, u's'), "registration.member");
        row("secret's end as text", "client_secret_expires_at", text("0"), "registration.member");
        row("redirect_uris text", "redirect_uris", text("http://127.0.0.1/"), "registration.member");
        row("scope array", "scope", QJsonArray{QStringLiteral("openid")}, "registration.member");
        row("registration token that ends a header", "registration_access_token", text("a b"),
            "registration.member");
        row("A094 other host", "registration_client_uri", text("http://127.0.0.1:1/register"),
            "registration.client_uri");
        row("A094 other host by https", "registration_client_uri", text("https://evil.example/register"),
            "registration.client_uri");
        row("A094 no address", "registration_client_uri", text("/register/c-1"), "registration.client_uri");
        row("A094 javascript", "registration_client_uri", text("javascript:alert(1)"),
            "registration.client_uri");
        row("A096 error with 200", "error", text("invalid_redirect_uri"), "invalid_redirect_uri");
    }
    void refused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        Party party;
        party.repliesWith(member, value);
        const auto client = party.registers();
        QVERIFY(!client);
        QTEST(client.error().code, "code");
        QVERIFY(client.error().endpoint.endsWith(QStringLiteral("/register")));
        QCOMPARE(party.server.requests().size(), 1);
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, const char* code) {
            QTest::newRow(name) << status << body << QString::fromUtf8(code);
        };
        row("invalid_redirect_uri", 400, R"({"error":"invalid_redirect_uri"})", "invalid_redirect_uri");
        row("invalid_client_metadata", 400, R"({"error":"invalid_client_metadata"})",
            "invalid_client_metadata");
        row("a token is wanted", 401, R"({"error":"invalid_token"})", "invalid_token");
        row("A097 nothing", 403, "", "http.status");
        row("A118 array", 201, "[]", "json.not_an_object");
        row("A098 202", 202, "{}", "http.status");
        row("256 KiB and one", 201, QByteArray(256 * 1024 + 1, ' '), "net.too_large");
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Party party;
        party.replies(body, status);
        QTEST(party.registers().error().code, "code");
        QCOMPARE(party.server.requests().size(), 1);
    }

    void secretAndItsEnd_data()
    {
        QTest::addColumn<QJsonValue>("expiry");
        QTest::addColumn<qint64>("seconds"); // 0: never
        QTest::newRow("never") << QJsonValue(0) << qint64(0);
        QTest::newRow("not said") << kAbsent << qint64(0);
        QTest::newRow("some day") << QJsonValue(1767326600) << qint64(1767326600);
    }
    void secretAndItsEnd()
    {
        QFETCH(QJsonValue, expiry);
        QFETCH(qint64, seconds);
        Party party;
        party.repliesWith(QStringLiteral("client_secret_expires_at"), expiry);
        const auto client = party.registers();
        QVERIFY(client);
        QCOMPARE(client->secretExpiresAt ? toUnixSeconds(*client->secretExpiresAt) : 0, seconds);
    }

    void halfOfTheManagement_data()
    {
        QTest::addColumn<QString>("missing");
        QTest::newRow("token") << QStringLiteral("registration_access_token");
        QTest::newRow("address") << QStringLiteral("registration_client_uri");
    }
    void halfOfTheManagement() // RFC 7592 section 3
    {
        QFETCH(QString, missing);
        Party party;
        party.repliesWith(missing, kAbsent);
        const auto client = party.registers();
        QVERIFY(client->registrationAccessToken.isEmpty());
        QVERIFY(client->registrationClientUri.isEmpty());
        QCOMPARE(await(readRegistration(party.http, *client, {})).error().code,
                 QStringLiteral("registration.not_manageable"));
        QCOMPARE(party.server.requests().size(), 1);
    }

    void readsAndKeepsWhatIsNotSaid()
    {
        Party party;
        party.replies(answer(party.server.url(), QStringLiteral("registration_access_token"), kAbsent));
        party.known.clientSecret = SecretString::fromUtf8("s-0");
        party.known.secretExpiresAt = fromUnixSeconds(1767326600);
        const auto client = await(readRegistration(party.http, party.known, {}));
        QVERIFY(client);
        QVERIFY(client->secretExpiresAt == party.known.secretExpiresAt);
        QVERIFY(client->registrationAccessToken.equals("rat-0"));
        QVERIFY(client->clientSecret.equals("s-0"));
        const QByteArray sent = party.server.requests().first();
        QVERIFY(sent.startsWith("GET /register?client_id=c-1 HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nAuthorization: Bearer rat-0\r\n"));
    }

    void takesTheNewToken()
    {
        Party party;
        party.replies(answer(party.server.url()));
        const auto client = await(readRegistration(party.http, party.known, {}));
        QVERIFY(client->registrationAccessToken.equals("rat-1"));
    }

    void anotherClient()
    {
        Party party;
        party.replies(answer(party.server.url(), QStringLiteral("client_id"), QStringLiteral("c-2")));
        const auto client = await(readRegistration(party.http, party.known, {}));
        QCOMPARE(client.error().kind, ErrorKind::Untrusted);
        QCOMPARE(client.error().code, QStringLiteral("registration.client_id"));
    }

    void updates() // RFC 7592 section 2.2
    {
        Party party;
        party.replies(answer(party.server.url(), QStringLiteral("redirect_uris"),
                             QJsonArray{QStringLiteral("http://127.0.0.1/other")}));
        party.known.clientSecret = SecretString::fromUtf8("s-0");
        ClientMetadata asked = askedFor();
        asked.redirectUris = {QStringLiteral("http://127.0.0.1/other")};
        const auto client = await(updateRegistration(party.http, party.known, asked, {}));
        QVERIFY(client);
        QCOMPARE(client->metadata.redirectUris, asked.redirectUris);
        QVERIFY(!client->remarks.contains(QStringLiteral("registration.redirect_uris_changed")));
        const QByteArray sent = party.server.requests().first();
        QVERIFY(sent.startsWith("PUT /register?client_id=c-1 HTTP/1.1\r\n"));
        const QJsonObject body = *parseJsonObject(bodyOf(sent));
        QCOMPARE(body.value(u"client_id").toString(), QStringLiteral("c-1"));
        QCOMPARE(body.value(u"client_secret").toString(), QStringLiteral("s-0"));
        for (const char* never : {"registration_access_token", "registration_client_uri",
                                  "client_secret_expires_at", "client_id_issued_at"})
            QVERIFY2(!body.contains(QLatin1String(never)), never);
    }

    void deletes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("gone") << 204 << QString();
        QTest::newRow("gone, with a body") << 200 << QString();
        QTest::newRow("not allowed") << 403 << QStringLiteral("http.status");
        QTest::newRow("no such method") << 405 << QStringLiteral("http.status");
    }
    void deletes()
    {
        QFETCH(int, status);
        Party party;
        party.server.setReplies({HostileReply::with(status, {})});
        const auto gone = await(deleteRegistration(party.http, party.known, {}));
        QTEST(gone ? QString() : gone.error().code, "code");
        const QByteArray sent = party.server.requests().first();
        QVERIFY(sent.startsWith("DELETE /register?client_id=c-1 HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nAuthorization: Bearer rat-0\r\n"));
        QCOMPARE(bodyOf(sent), QByteArray());
    }

    void noRedirectIsFollowed() // A112: the registration token would go with it
    {
        HostileServer elsewhere({HostileReply::json({})});
        for (const bool removal : {false, true}) {
            Party party;
            party.server.setReplies({HostileReply::with(307, {"Location: " + elsewhere.url().toEncoded()})});
            const QString code = removal ? await(deleteRegistration(party.http, party.known, {})).error().code
                                         : await(readRegistration(party.http, party.known, {})).error().code;
            QCOMPARE(code, QStringLiteral("net.redirect"));
        }
        QCOMPARE(elsewhere.connections(), 0);
    }

    void noEndpoint()
    {
        const auto client =
            await(registerClient(std::make_shared<HttpClient>(), exampleMetadata(), askedFor(), {}, {}));
        QCOMPARE(client.error().code, QStringLiteral("registration.unsupported"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DynamicRegistrationTest)
#include "dynamic_registration_test.moc"
