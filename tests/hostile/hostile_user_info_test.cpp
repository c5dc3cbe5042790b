// UserInfo of a provider that lies, after a good sign-in (A191 to A199): nothing of the answer is used, and
// the account keeps what its ID token said; nothing in it makes us ask anybody else.
#include "core/jose/jws.h"
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

Q_DECLARE_METATYPE(tessera::test::HostileCase)

namespace tessera::test {
namespace {

using Answer = std::function<LoopbackResponse(LoopbackResponse)>;

void addRow(const char* name, const char* code, const Answer& answer)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.userInfo = answer;
    QTest::newRow(name) << row;
}

void addRow(const char* name, const char* code, const LoopbackResponse& answer)
{
    addRow(name, code, [answer](const LoopbackResponse&) { return answer; });
}

QByteArray numbered(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += ",\"c" + QByteArray::number(i) + "\":0";
    return all;
}

void addRow(const char* name, const char* code, const QByteArray& body)
{
    addRow(name, code, reply(200, "application/json", body));
}

/// Claims that only lead somewhere: whoever follows them asks this server.
QJsonObject tempting(const QString& trap)
{
    const QJsonObject source{{QStringLiteral("endpoint"), QString(trap + QStringLiteral("/claims"))},
                             {QStringLiteral("access_token"), QStringLiteral("x")}};
    return {
        {QStringLiteral("sub"), QStringLiteral("alice")},
        {QStringLiteral("picture"), QString(trap + QStringLiteral("/picture.svg"))},
        {QStringLiteral("profile"), QString(trap + QStringLiteral("/profile"))},
        {QStringLiteral("website"), QString(trap + QStringLiteral("/website"))},
        {QStringLiteral("_claim_names"), QJsonObject{{QStringLiteral("address"), QStringLiteral("src1")}}},
        {QStringLiteral("_claim_sources"), QJsonObject{{QStringLiteral("src1"), source}}}};
}

} // namespace

class HostileUserInfoTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<HostileCase>("row");
        addRow("oidcc-client-test-userinfo-bearer-header", "",
               [](const LoopbackResponse& honest) { return honest; });
        addRow("oidcc-client-test-userinfo-invalid-sub (A191)", "userinfo.sub_mismatch",
               "{\"sub\":\"mallory\",\"name\":\"Mallory\"}");
        addRow("oidcc-client-test-aggregated-claims", "",
               "{\"sub\":\"alice\",\"_claim_names\":{\"address\":\"src1\"},"
               "\"_claim_sources\":{\"src1\":{\"JWT\":\"e30.e30.x\"}}}");
        addRow("A191 sub in other case", "userinfo.sub_mismatch", "{\"sub\":\"Alice\"}");
        addRow("A198 sub with a look-alike letter", "userinfo.sub_mismatch", "{\"sub\":\"\\u0430lice\"}");
        addRow("A191 sub is null", "userinfo.sub", "{\"sub\":null}");
        addRow("A195 members of JavaScript", "",
               "{\"sub\":\"alice\",\"__proto__\":{\"sub\":\"mallory\"},\"id\":\"x\",\"issuer\":\"y\"}");
        addRow("A195 name and e-mail of somebody else", "",
               "{\"sub\":\"alice\",\"name\":\"Mallory\",\"email\":\"mallory@example.org\"}");
        addRow("A197 10,000 claims", "", "{\"sub\":\"alice\"" + numbered(10'000) + "}");
        addRow("A197 a claim of 1 MB", "",
               "{\"sub\":\"alice\",\"note\":\"" + QByteArray(1'000'000, 'x') + "\"}");
        addRow("A193 signed with none", "userinfo.signed",
               reply(200, "application/jwt", "eyJhbGciOiJub25lIn0.e30."));
        addRow("A191 sub missing", "userinfo.sub", "{\"name\":\"Mallory\"}");
        addRow("A191 sub is a number", "userinfo.sub", "{\"sub\":7}");
        addRow("A191 sub twice", "json.duplicate_name", "{\"sub\":\"mallory\",\"sub\":\"alice\"}");
        addRow("A192 HTML", "http.content_type", reply(200, "text/html", "<html></html>"));
        addRow("A192 204", "http.status", reply(204, "application/json", {}));
        addRow("A192 redirect", "net.redirect",
               reply(302, "text/plain", {}, {{"Location", "https://elsewhere.example/"}}));
        addRow("A192 redirect to itself", "net.redirect",
               reply(307, "text/plain", {}, {{"Location", "/userinfo"}}));
        addRow("A192 2 MiB", "net.too_large", QByteArray(2 * 1024 * 1024, ' '));
        addRow("A192 500", "http.status", reply(500, "application/json", "{}"));
        addRow("A193 signed, not asked for", "userinfo.signed", reply(200, "application/jwt", "a.b.c"));
        addRow("A118 array", "json.not_an_object", "[]");
        addRow("N019 insufficient_scope", "insufficient_scope",
               reply(403, "application/json", "{}",
                     {{"WWW-Authenticate", "Bearer error=\"insufficient_scope\""}}));
        addRow("A195 foreign iss beside the right sub", "",
               "{\"sub\":\"alice\",\"iss\":\"https://elsewhere.example\"}");
    }
    void answers()
    {
        QFETCH(HostileCase, row);
        HostileWorld world(row);
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().code));
        const Account before = world.manager->session(signedIn->accountId)->account;
        const Result<QJsonObject> claims = await(world.manager->userInfo(signedIn->accountId));
        QCOMPARE(claims ? QString() : claims.error().code, row.code);
        QCOMPARE(world.provider.count(QStringLiteral("userinfo")), 1);
        QCOMPARE(world.provider.count(QStringLiteral("token")), 1);
        const Account after = world.manager->session(signedIn->accountId)->account;
        QVERIFY(after == before);
        QCOMPARE(after.name, QStringLiteral("Alice"));
        QCOMPARE(after.issuer, world.provider.issuer());
    }

    /// Registered with userinfo_signed_response_alg=RS256.
    void signedAnswers_data()
    {
        QTest::addColumn<HostileCase>("row");
        const auto row = [](const char* name, const char* code, const Key& key, const char* alg,
                            const QJsonObject& claims) {
            const QByteArray token = *signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), key,
                                                  QString::fromLatin1(alg));
            addRow(name, code, reply(200, "application/jwt", token));
        };
        const IssuerKeys& keys = IssuerKeys::shared();
        const QJsonObject good{{QStringLiteral("sub"), QStringLiteral("alice")},
                               {QStringLiteral("aud"), HostileIdentityProvider::clientId()}};
        const auto with = [&good](const char* name, const QString& value) {
            QJsonObject claims = good;
            claims.insert(QString::fromLatin1(name), value);
            return claims;
        };
        row("oidcc-client-test-userinfo-signed", "", keys.rsa, "RS256", good);
        row("A193 another key", "userinfo.signature", keys.stranger, "RS256", good);
        row("A193 another algorithm than registered", "userinfo.alg", keys.ec, "ES256", good);
        row("A191 signed, of another person", "userinfo.sub_mismatch", keys.rsa, "RS256",
            with("sub", QStringLiteral("mallory")));
        row("N098 signed, for another program", "userinfo.aud_mismatch", keys.rsa, "RS256",
            with("aud", QStringLiteral("other")));
        row("N098 signed, of another issuer", "userinfo.iss_mismatch", keys.rsa, "RS256",
            with("iss", QStringLiteral("https://honest.example")));
        addRow("A193 none", "userinfo.alg",
               reply(200, "application/jwt", compact("{\"alg\":\"none\"}", "{\"sub\":\"alice\"}", "")));
        addRow("A193 JSON came", "userinfo.not_signed", QByteArray("{\"sub\":\"alice\"}"));
    }
    void signedAnswers()
    {
        QFETCH(HostileCase, row);
        row.request = [](SignInRequest& request) {
            request.registration.userinfoSignedResponseAlg = QStringLiteral("RS256");
        };
        HostileWorld world(row);
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().code));
        const Result<QJsonObject> claims = await(world.manager->userInfo(signedIn->accountId));
        QCOMPARE(claims ? QString() : claims.error().code, row.code);
        QCOMPARE(world.provider.count(QStringLiteral("userinfo")), 1);
    }

    // oidcc-client-test-distributed-claims (A199), A196: off, and nothing in the program fetches them.
    void leadsNowhere_data()
    {
        QTest::addColumn<bool>("inIdToken");
        QTest::newRow("A196 A199 oidcc-client-test-distributed-claims, in UserInfo") << false;
        QTest::newRow("A196 A199 in the ID token") << true;
    }
    void leadsNowhere()
    {
        QFETCH(bool, inIdToken);
        HostileServer trap({HostileReply::json("{}")});
        const QJsonObject claims = tempting(trap.url(QString()).toString());
        HostileCase row{"", {}, Reach::Token, {}};
        if (inIdToken) {
            row.fault.idToken = [claims](IdTokenDraft& draft) {
                for (auto it = claims.begin(); it != claims.end(); ++it)
                    draft.claims.insert(it.key(), it.value());
            };
        } else {
            row.fault.userInfo = [claims](const LoopbackResponse&) { return jsonReply(claims); };
        }
        HostileWorld world(row);
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().code));
        QVERIFY(await(world.manager->userInfo(signedIn->accountId)));
        QCOMPARE(trap.connections(), 0);
        QCOMPARE(world.provider.log().count(QStringLiteral("userinfo")), 1);
    }

    // oidcc-client-test-scope-userinfo-claims
    void asksForWhatTheScopeNames()
    {
        HostileCase row{"", {}, Reach::Token, {}};
        const QStringList scope{QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email"),
                                QStringLiteral("address"), QStringLiteral("phone")};
        row.request = [scope](SignInRequest& request) { request.registration.scope = scope; };
        HostileWorld world(row);
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY(signedIn);
        const FormFields asked = fieldsOf(world.addresses.first().query(QUrl::FullyEncoded).toLatin1());
        QCOMPARE(valueOf(asked, u"scope"), scope.join(u' '));
        QVERIFY(valueOf(asked, u"nonce").size() >= 32); // oidcc-client-test-nonce-unless-code-flow
        QVERIFY(await(world.manager->userInfo(signedIn->accountId)));
    }

    // A194: true is a boolean. Whatever else stands there is no word of the issuer's.
    void emailIsVerifiedByTrueOnly_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("verified");
        QTest::newRow("true") << QJsonValue(true) << true;
        QTest::newRow("A194 false") << QJsonValue(false) << false;
        QTest::newRow("A194 \"false\"") << QJsonValue(QStringLiteral("false")) << false;
        QTest::newRow("A194 \"true\"") << QJsonValue(QStringLiteral("true")) << false;
        QTest::newRow("A194 1") << QJsonValue(1) << false;
        QTest::newRow("A194 missing") << QJsonValue(QJsonValue::Undefined) << false;
    }
    void emailIsVerifiedByTrueOnly()
    {
        QFETCH(QJsonValue, value);
        HostileCase row{"", {}, Reach::Token, {}};
        row.fault.idToken = [value](IdTokenDraft& draft) {
            draft.claims.insert(QStringLiteral("email_verified"), value);
        };
        HostileWorld world(row);
        const Result<SignInOutcome> signedIn = world.signIn();
        QVERIFY(signedIn);
        QCOMPARE(signedIn->account.email, QStringLiteral("alice@example.org"));
        QTEST(signedIn->account.emailVerified, "verified");
        // Kept over a restart, and no part of who it is.
        SessionManager again(world.manager->environment());
        QVERIFY(await(again.load()));
        QTEST(again.session(signedIn->accountId)->account.emailVerified, "verified");
        QCOMPARE(signedIn->accountId, accountId(world.provider.issuer(), QStringLiteral("alice"),
                                                HostileIdentityProvider::clientId()));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileUserInfoTest)
#include "hostile_user_info_test.moc"
