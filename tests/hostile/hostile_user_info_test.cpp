// UserInfo of a provider that lies, after a good sign-in (A191, A192, A193, A195): nothing of the answer is
// used, and the account keeps what its ID token said.
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"

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

void addRow(const char* name, const char* code, const QByteArray& body)
{
    addRow(name, code, reply(200, "application/json", body));
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
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileUserInfoTest)
#include "hostile_user_info_test.moc"
