// UserInfo: whose claims count, and what the endpoint may answer (A191, A192, A195, N097, N098, N018).
#include "core/oidc/user_info.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QString kSubject = QStringLiteral("248289761001");
constexpr auto kToken = "the-access-token";

Result<QJsonObject> ask(const HostileServer& server, const QString& subject = kSubject)
{
    return await(fetchUserInfo(std::make_shared<HttpClient>(), server.url(QStringLiteral("/userinfo")),
                               SecretString::fromUtf8(kToken), subject, {}));
}

} // namespace

class UserInfoTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// oidcc-client-test-userinfo-bearer-header, N018
    void tokenInTheHeaderOnly()
    {
        const HostileServer server({HostileReply::json("{\"sub\":\"248289761001\",\"name\":\"Alice\"}")});
        const Result<QJsonObject> claims = ask(server);
        QVERIFY(claims);
        QCOMPARE(claims->value(u"name").toString(), QStringLiteral("Alice"));
        const QByteArray request = server.requests().first();
        QVERIFY(request.startsWith("GET /userinfo HTTP/1.1\r\n"));
        QVERIFY(request.toLower().contains("\r\nauthorization: bearer the-access-token\r\n"));
        QCOMPARE(request.count("the-access-token"), 1);
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const QByteArrayList json{"Content-Type: application/json"};
        const auto body = [&](const char* name, const QByteArray& text, const char* code) {
            QTest::newRow(name) << 200 << json << text << QString::fromLatin1(code);
        };
        const auto other = [](const char* name, int status, const QByteArrayList& headers, const char* code) {
            QTest::newRow(name) << status << headers << QByteArray("{\"sub\":\"248289761001\"}")
                                << QString::fromLatin1(code);
        };
        body("N097 the same sub", "{\"sub\":\"248289761001\"}", "");
        body("oidcc-client-test-userinfo-invalid-sub", "{\"sub\":\"somebody-else\"}",
             "userinfo.sub_mismatch");
        body("A191 missing", "{\"name\":\"Alice\"}", "userinfo.sub");
        body("A191 number", "{\"sub\":248289761001}", "userinfo.sub");
        body("A191 empty", "{\"sub\":\"\"}", "userinfo.sub");
        body("A191 null", "{\"sub\":null}", "userinfo.sub");
        body("A191 array", "{\"sub\":[\"248289761001\"]}", "userinfo.sub");
        body("A191 twice", "{\"sub\":\"248289761001\",\"sub\":\"somebody-else\"}", "json.duplicate_name");
        body("A191 with a blank", "{\"sub\":\"248289761001 \"}", "userinfo.sub_mismatch");
        body("A192 array", "[]", "json.not_an_object");
        body("A192 empty", "", "json.not_an_object");
        body("A192 1 MiB and one", QByteArray(1024 * 1024 + 1, ' '), "net.too_large");
        other("A192 HTML", 200, {"Content-Type: text/html"}, "http.content_type");
        other("A192 204", 204, {}, "http.status");
        other("A192 redirect", 302, {"Location: /elsewhere"}, "net.redirect");
        other("A192 redirect 307", 307, {"Location: /elsewhere"}, "net.redirect");
        other("A193 oidcc-client-test-userinfo-signed, not asked for", 200, {"Content-Type: application/jwt"},
              "userinfo.signed");
        other("N019 401 invalid_token", 401, {"WWW-Authenticate: Bearer error=\"invalid_token\""},
              "invalid_token");
        other("N019 403 insufficient_scope", 403,
              {"WWW-Authenticate: Bearer realm=\"x\", error=\"insufficient_scope\", scope=\"openid\""},
              "insufficient_scope");
        other("N019 401 in two headers", 401,
              {"WWW-Authenticate: Basic realm=\"x\"", "WWW-Authenticate: Bearer error=\"invalid_token\""},
              "invalid_token");
        other("N019 401 without a word", 401, {}, "http.status");
        other("N019 401 unreadable", 401, {"WWW-Authenticate: Bearer error=\"invalid_token"}, "http.status");
        other("N019 401 with a code nobody knows", 401, {"WWW-Authenticate: Bearer error=odd"},
              "http.status");
        other("N019 error beside success", 200,
              {"Content-Type: application/json", "WWW-Authenticate: Bearer error=invalid_token"}, "");
        other("A192 500", 500, json, "http.status");
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArrayList, headers);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        const HostileServer server({HostileReply::with(status, headers, body)});
        const Result<QJsonObject> claims = ask(server);
        QCOMPARE(claims ? QString() : claims.error().code, code);
        QCOMPARE(server.requests().size(), 1);
        if (!claims) {
            QCOMPARE(claims.error().endpoint, server.url(QStringLiteral("/userinfo")).toString());
            QVERIFY(!claims.error().detail.contains(QLatin1String(kToken)));
        }
    }

    /// A195: what it says is returned as it is; who the person is stays the ID token's word.
    void claimsAreNotMerged()
    {
        const HostileServer server({HostileReply::json(
            "{\"sub\":\"248289761001\",\"iss\":\"https://evil.example\",\"__proto__\":{}}")});
        const Result<QJsonObject> claims = ask(server);
        QVERIFY(claims);
        QCOMPARE(claims->value(u"iss").toString(), QStringLiteral("https://evil.example"));
    }

    void plainOAuthServerHasNoSub()
    {
        const HostileServer server({HostileReply::json("{\"login\":\"alice\",\"id\":7}")});
        QVERIFY(ask(server, {}));
    }

    void noEndpoint()
    {
        const auto claims = await(
            fetchUserInfo(std::make_shared<HttpClient>(), {}, SecretString::fromUtf8(kToken), kSubject, {}));
        QCOMPARE(claims.error().code, QStringLiteral("userinfo.unsupported"));
        QCOMPARE(claims.error().kind, ErrorKind::Configuration);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::UserInfoTest)
#include "user_info_test.moc"
