// UserInfo: whose claims count, and what the endpoint may answer (A191, A192, A195, N097, N098, N018).
#include "core/jose/jwt.h"
#include "core/oidc/user_info.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

const QString kSubject = QStringLiteral("248289761001");
constexpr auto kToken = "the-access-token";

Result<QJsonObject> ask(const HostileServer& server, const QString& subject = kSubject)
{
    return await(fetchUserInfo(
        exampleRequester(),
        {server.url(QStringLiteral("/userinfo")), SecretString::fromUtf8(kToken), subject}, {}));
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

    void boundToken() // N046, RFC 9449 section 7.1
    {
        const HostileServer server({HostileReply::json("{\"sub\":\"248289761001\"}")});
        Requester requester = exampleRequester();
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        const UserInfoRequest request{server.url(QStringLiteral("/userinfo?x=1")),
                                      SecretString::fromUtf8(kToken), kSubject};
        QVERIFY(await(fetchUserInfo(requester, request, {})));
        const QByteArray sent = server.requests().first();
        QVERIFY(sent.contains("\r\nAuthorization: DPoP the-access-token\r\n"));
        const qsizetype at = sent.indexOf("\r\nDPoP: ") + 8;
        const auto proof = decodeJwt(sent.sliced(at, sent.indexOf("\r\n", at) - at));
        QVERIFY(verifyJws(proof->jws, requester.dpop->key));
        QCOMPARE(proof->claims.value(u"htm"), QJsonValue(QStringLiteral("GET")));
        QCOMPARE(proof->claims.value(u"htu").toString(), server.url(QStringLiteral("/userinfo")).toString());
        QCOMPARE(proof->claims.value(u"ath").toString().size(), 43);
    }

    void nonceOfTheResource_data() // N047, A349, A351
    {
        QTest::addColumn<QByteArrayList>("headers"); // of the first answers, with status 401
        QTest::addColumn<int>("refusals");
        QTest::addColumn<int>("requests");
        QTest::addColumn<QString>("code");
        const QByteArray wanted = "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"";
        QTest::newRow("N047 once") << QByteArrayList{wanted, "DPoP-Nonce: n-1"} << 1 << 2 << QString();
        QTest::newRow("fapi2 rs-dpop-auth-scheme-case-insensitivity")
            << QByteArrayList{wanted.toLower(), "dpop-nonce: n-1"} << 1 << 2 << QString();
        QTest::newRow("A349 again and again")
            << QByteArrayList{wanted, "DPoP-Nonce: n-1"} << 100 << 2 << QStringLiteral("use_dpop_nonce");
        QTest::newRow("A349 wanted and not given")
            << QByteArrayList{wanted} << 1 << 1 << QStringLiteral("dpop.nonce");
        QTest::newRow("A351 our clock")
            << QByteArrayList{"WWW-Authenticate: DPoP error=\"invalid_dpop_proof\"",
                              "Date: Fri, 02 Jan 2026 05:04:05 GMT"}
            << 1 << 1 << QStringLiteral("dpop.clock");
        QTest::newRow("not our clock")
            << QByteArrayList{"WWW-Authenticate: DPoP error=\"invalid_dpop_proof\""} << 1 << 1
            << QStringLiteral("invalid_dpop_proof");
        QTest::newRow("the token is dead") << QByteArrayList{"WWW-Authenticate: DPoP error=\"invalid_token\""}
                                           << 1 << 1 << QStringLiteral("invalid_token");
    }

    void nonceOfTheResource()
    {
        QFETCH(QByteArrayList, headers);
        QFETCH(int, refusals);
        QFETCH(int, requests);
        QFETCH(QString, code);
        QList<HostileReply> replies(refusals, HostileReply::with(401, headers));
        replies += HostileReply::json("{\"sub\":\"248289761001\"}");
        const HostileServer server(replies);
        Requester requester = exampleRequester();
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        const auto claims =
            await(fetchUserInfo(requester, {server.url(), SecretString::fromUtf8(kToken), kSubject}, {}));
        QCOMPARE(claims ? QString() : claims.error().code, code);
        QCOMPARE(server.requests().size(), requests);
    }

    void tokenExpectedJsonCame() // A193, N098
    {
        const HostileServer server({HostileReply::json("{\"sub\":\"248289761001\"}")});
        UserInfoRequest request{server.url(), SecretString::fromUtf8(kToken), kSubject};
        request.jwt = UserInfoJwt{};
        request.jwt->signedAlg = QStringLiteral("RS256");
        const auto claims = await(fetchUserInfo(exampleRequester(), request, {}));
        QCOMPARE(claims.error().code, QStringLiteral("userinfo.not_signed"));
        QVERIFY(server.requests().first().contains("Accept: application/jwt\r\n"));
    }

    void keysAreFetchedAnew() // userinfo-signed; the key is newer than what is in memory
    {
        const Key old = Key::generateEc(u"P-256").withKid(QStringLiteral("old"));
        const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("new"));
        const auto set = [](const Key& k) {
            return HostileReply::json(QJsonDocument(JwkSet({k}).publicJson()).toJson());
        };
        const HostileServer keyServer({set(old), set(key)});
        const QByteArray token = *signCompact("{\"sub\":\"248289761001\"}", key, u"ES256");
        const HostileServer server({HostileReply::with(200, {"Content-Type: application/jwt"}, token)});
        const Requester requester = exampleRequester();
        UserInfoRequest request{server.url(), SecretString::fromUtf8(kToken), kSubject};
        request.jwt = UserInfoJwt{};
        request.jwt->signedAlg = QStringLiteral("ES256");
        request.jwt->jwksUri = keyServer.url();
        request.keySets = std::make_shared<RemoteJwkSets>(requester.http, requester.clock);
        const auto claims = await(fetchUserInfo(requester, request, {}));
        QVERIFY2(claims, claims ? "" : qPrintable(claims.error().code));
        QCOMPARE(keyServer.requests().size(), 2);
        // The subject counts here too (N097).
        request.expectedSubject = QStringLiteral("somebody-else");
        QCOMPARE(await(fetchUserInfo(requester, request, {})).error().code,
                 QStringLiteral("userinfo.sub_mismatch"));
    }

    void plainOAuthServerHasNoSub()
    {
        const HostileServer server({HostileReply::json("{\"login\":\"alice\",\"id\":7}")});
        QVERIFY(ask(server, {}));
    }

    void noEndpoint()
    {
        const auto claims =
            await(fetchUserInfo(exampleRequester(), {{}, SecretString::fromUtf8(kToken), kSubject}, {}));
        QCOMPARE(claims.error().code, QStringLiteral("userinfo.unsupported"));
        QCOMPARE(claims.error().kind, ErrorKind::Configuration);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::UserInfoTest)
#include "user_info_test.moc"
