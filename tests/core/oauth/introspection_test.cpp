// RFC 7662: what is sent, and when an answer says anything at all (N038).
#include "core/oauth/introspection.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

Result<Introspection> introspect(const QUrl& endpoint, const ClientRegistration& client = exampleClient(),
                                 const QString& hint = QStringLiteral("access_token"))
{
    auto metadata = exampleMetadata();
    metadata.introspectionEndpoint = endpoint;
    return await(introspectToken(exampleRequester(), metadata, client, SecretString::fromUtf8("at+/= \u00fc"),
                                 hint, {}));
}

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

} // namespace

class IntrospectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, const char* body, const char* code) {
            QTest::newRow(name) << status << QByteArray(body) << QString::fromUtf8(code);
        };
        row("active", 200, R"({"active":true,"scope":"a b","sub":"alice","exp":1767326600})", "");
        row("not active", 200, R"({"active":false})", "");
        row("N038 text", 200, R"({"active":"true","sub":"alice"})", "introspection.active");
        row("N038 number", 200, R"({"active":1})", "introspection.active");
        row("N038 null", 200, R"({"active":null})", "introspection.active");
        row("N038 missing", 200, R"({"sub":"alice"})", "introspection.active");
        row("N038 other case", 200, R"({"Active":true})", "introspection.active");
        row("A084 twice", 200, R"({"active":false,"active":true})", "json.duplicate_name");
        row("A118 array", 200, "[true]", "json.not_an_object");
        row("invalid_client", 401, R"({"error":"invalid_client"})", "invalid_client");
        row("A096 error with 200", 200, R"({"error":"access_denied"})", "access_denied");
        row("401 with nothing", 401, "", "http.status");
        row("A098 201", 201, R"({"active":true})", "http.status");
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        HostileServer server({HostileReply::json(body, status)});
        const auto introspection = introspect(server.url());
        QTEST(introspection ? QString() : introspection.error().code, "code");
        QCOMPARE(server.requests().size(), 1);
    }

    void active()
    {
        HostileServer server({HostileReply::json(R"({"active":true,"sub":"alice","x":[1]})")});
        const auto introspection = introspect(server.url());
        QVERIFY(introspection->active);
        QCOMPARE(introspection->claims.value(u"sub").toString(), QStringLiteral("alice"));
        QCOMPARE(introspection->claims.size(), 3);
    }

    void nothingElseOfAnInactiveOne() // N038
    {
        HostileServer server({HostileReply::json(R"({"active":false,"sub":"alice","scope":"admin"})")});
        const auto introspection = introspect(server.url());
        QVERIFY(!introspection->active);
        QVERIFY(introspection->claims.isEmpty());
    }

    void request_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("public")
            << QString() << QStringLiteral("access_token")
            << QByteArray("client_id=desktop&token=at%2B%2F%3D%20%C3%BC&token_type_hint=access_token");
        QTest::newRow("secret, no hint")
            << QStringLiteral("s") << QString() << QByteArray("token=at%2B%2F%3D%20%C3%BC");
    }
    void request()
    {
        QFETCH(QString, secret);
        QFETCH(QString, hint);
        HostileServer server({HostileReply::json(R"({"active":false})")});
        QVERIFY(introspect(server.url(), exampleClient(secret), hint));
        const QByteArray sent = server.requests().first();
        QVERIFY(sent.startsWith("POST / HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nAccept: application/json\r\n"));
        QCOMPARE(sent.contains("\r\nAuthorization: Basic ZGVza3RvcDpz\r\n"), !secret.isEmpty());
        QTEST(bodyOf(sent), "body");
    }

    void signedAnswerWasNotAskedFor()
    {
        HostileServer server(
            {HostileReply::with(200, {"Content-Type: application/token-introspection+jwt"}, "e30.e30.")});
        QCOMPARE(introspect(server.url()).error().code, QStringLiteral("http.content_type"));
    }

    void noEndpoint()
    {
        const auto introspection = introspect({});
        QCOMPARE(introspection.error().kind, ErrorKind::Configuration);
        QCOMPARE(introspection.error().code, QStringLiteral("introspection.unsupported"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::IntrospectionTest)
#include "introspection_test.moc"
