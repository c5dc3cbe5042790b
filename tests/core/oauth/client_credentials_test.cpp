// RFC 6749 section 4.4: what is sent, who may ask, what is kept of the answer.
#include "core/oauth/client_credentials.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

Result<TokenResponse> request(const QUrl& endpoint, const ClientRegistration& client,
                              const QStringList& scope = {}, const FormFields& extra = {})
{
    return await(requestClientCredentials(std::make_shared<HttpClient>(), exampleMetadata(endpoint), client,
                                          scope, extra, std::make_shared<ManualClock>(), {}));
}

HostileReply goodTokens()
{
    return HostileReply::json(
        R"({"access_token":"at","token_type":"Bearer","expires_in":60,"refresh_token":"rt"})");
}

} // namespace

class ClientCredentialsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void good()
    {
        HostileServer server({goodTokens()});
        const auto tokens = request(server.url(), exampleClient(QStringLiteral("s")));
        QVERIFY(tokens);
        QVERIFY(tokens->accessToken.equals("at"));
        QVERIFY(*tokens->expiresAt == ManualClock().now() + Seconds(60));
        QVERIFY(tokens->refreshToken.isEmpty()); // section 4.4.3: there should be none
    }

    void whatIsSent_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QStringList>("scope");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("basic") << QStringLiteral("client_secret_basic") << QStringList()
                               << QByteArray("\r\n\r\ngrant_type=client_credentials&audience=api");
        QTest::newRow("post") << QStringLiteral("client_secret_post")
                              << QStringList{QStringLiteral("a"), QStringLiteral("b+c")}
                              << QByteArray("\r\n\r\nclient_id=desktop&client_secret=s&grant_type=client_"
                                            "credentials&scope=a%20b%2Bc&audience=api");
    }
    void whatIsSent()
    {
        QFETCH(QString, method);
        QFETCH(QStringList, scope);
        QFETCH(QByteArray, end);
        HostileServer server({goodTokens()});
        ClientRegistration client = exampleClient(QStringLiteral("s"));
        client.authenticationMethod = clientAuthenticationMethodFromName(method);
        const FormFields extra{{QStringLiteral("audience"), QStringLiteral("api")},
                               {QStringLiteral("grant_type"), QStringLiteral("password")}};
        QVERIFY(request(server.url(), client, scope, extra));
        const QByteArray sent = server.requests().first();
        QVERIFY2(sent.endsWith(end), sent.constData());
        QVERIFY(sent.contains("\r\nAccept: application/json\r\n"));
    }

    void refused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const char* body, const char* code) {
            QTest::newRow(name) << status << QByteArray(body) << QString::fromUtf8(code);
        };
        row("A113 unauthorized_client", 400, R"({"error":"unauthorized_client"})", "unauthorized_client");
        row("A113 invalid_scope", 400, R"({"error":"invalid_scope"})", "invalid_scope");
        row("A099 no type", 200, R"({"access_token":"at"})", "token_response.token_type");
        row("A097 nothing", 400, "", "http.status");
    }
    void refused()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        HostileServer server({HostileReply::json(body, status)});
        const auto tokens = request(server.url(), exampleClient(QStringLiteral("s")));
        QVERIFY(!tokens);
        QTEST(tokens.error().code, "code");
        QCOMPARE(server.requests().size(), 1);
    }

    void publicClientHasNoCredentials()
    {
        HostileServer server({goodTokens()});
        const auto tokens = request(server.url(), exampleClient());
        QCOMPARE(tokens.error().kind, ErrorKind::Configuration);
        QCOMPARE(tokens.error().code, QStringLiteral("client.secret_missing"));
        QCOMPARE(server.connections(), 0);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClientCredentialsTest)
#include "client_credentials_test.moc"
