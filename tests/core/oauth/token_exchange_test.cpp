// RFC 8693: what is sent, and what an answer must say.
#include "core/oauth/token_exchange.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QString kAccess = QStringLiteral("urn:ietf:params:oauth:token-type:access_token");

TokenExchangeRequest simple()
{
    TokenExchangeRequest request;
    request.subjectToken = SecretString::fromUtf8("st+1");
    request.subjectTokenType = kAccess;
    return request;
}

Result<TokenExchangeResponse> exchange(const QUrl& endpoint, const TokenExchangeRequest& request,
                                       const QString& secret = {})
{
    return await(exchangeToken(std::make_shared<HttpClient>(), exampleMetadata(endpoint),
                               exampleClient(secret), request, std::make_shared<ManualClock>(), {}));
}

QByteArray goodBody()
{
    return R"({"access_token":"at","token_type":"Bearer","expires_in":60,)"
           R"("issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})";
}

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TokenExchangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void good()
    {
        HostileServer server({HostileReply::json(goodBody())});
        const auto answer = exchange(server.url(), simple());
        QVERIFY(answer);
        QVERIFY(answer->tokens.accessToken.equals("at"));
        QCOMPARE(answer->issuedTokenType, kAccess);
        QVERIFY(answer->isBearer);
        QVERIFY(*answer->tokens.expiresAt == ManualClock().now() + Seconds(60));
    }

    void noAccessToken()
    {
        HostileServer server({HostileReply::json(QByteArray(goodBody()).replace("Bearer", "n_a"))});
        const auto answer = exchange(server.url(), simple());
        QVERIFY(answer);
        QVERIFY(!answer->isBearer);
    }

    void least()
    {
        HostileServer server({HostileReply::json(goodBody())});
        QVERIFY(exchange(server.url(), simple(), QStringLiteral("s")));
        const QByteArray sent = server.requests().first();
        QVERIFY(sent.contains("\r\nAuthorization: Basic ZGVza3RvcDpz\r\n"));
        QCOMPARE(bodyOf(sent),
                 QByteArray(
                     "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=st%"
                     "2B1&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"));
    }

    void everything()
    {
        HostileServer server({HostileReply::json(goodBody())});
        TokenExchangeRequest request = simple();
        request.actorToken = SecretString::fromUtf8("ac");
        request.actorTokenType = QStringLiteral("a:b");
        request.requestedTokenType = QStringLiteral("c:d");
        request.resource = {QStringLiteral("https://a.example"), QStringLiteral("https://b.example")};
        request.audience = {QStringLiteral("one"), QStringLiteral("two")};
        request.scope = {QStringLiteral("x"), QStringLiteral("y")};
        QVERIFY(exchange(server.url(), request));
        const QByteArray end = "&actor_token=ac&actor_token_type=a%3Ab&requested_token_type=c%3Ad"
                               "&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example"
                               "&audience=one&audience=two&scope=x%20y";
        QVERIFY2(server.requests().first().endsWith(end), server.requests().first().constData());
    }

    void refused_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, const char* code) {
            QTest::newRow(name) << status << body << QString::fromUtf8(code);
        };
        row("no type of the issued token", 200, R"({"access_token":"at","token_type":"Bearer"})",
            "token_exchange.issued_token_type");
        row("type of another kind", 200,
            R"({"access_token":"at","token_type":"Bearer","issued_token_type":1})",
            "token_exchange.issued_token_type");
        row("type too long", 200, QByteArray(goodBody()).replace("urn:", QByteArray(512, 'u')),
            "token_exchange.issued_token_type");
        row("another token type", 200, QByteArray(goodBody()).replace("Bearer", "mac"),
            "token_response.token_type");
        row("invalid_target", 400, R"({"error":"invalid_target"})", "invalid_target");
        row("A097 nothing", 400, "", "http.status");
    }
    void refused()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        HostileServer server({HostileReply::json(body, status)});
        const auto answer = exchange(server.url(), simple());
        QVERIFY(!answer);
        QTEST(answer.error().code, "code");
        QVERIFY(answer.error().endpoint.startsWith(QStringLiteral("http://127.0.0.1")));
        QCOMPARE(server.requests().size(), 1);
    }

    void typeNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("identifier");
        QTest::newRow("short") << QStringLiteral("access_token") << kAccess;
        QTest::newRow("jwt") << QStringLiteral("jwt")
                             << QStringLiteral("urn:ietf:params:oauth:token-type:jwt");
        QTest::newRow("whole") << QStringLiteral("https://x.example/t")
                               << QStringLiteral("https://x.example/t");
        QTest::newRow("unknown") << QStringLiteral("accesstoken") << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void typeNames()
    {
        QFETCH(QString, text);
        QTEST(tokenTypeIdentifier(text).value_or(QString()), "identifier");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenExchangeTest)
#include "token_exchange_test.moc"
