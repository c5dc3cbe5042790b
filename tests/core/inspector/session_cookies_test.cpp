// The names of session cookies: built-in rows, refused rows, and what else looks like one.
#include "core/inspector/session_cookies.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QByteArray document(const char* rows)
{
    return quoted("{'version':1,'cookies':[") + quoted(rows) + "]}";
}

} // namespace

class SessionCookiesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("framework"); // empty: no default name
        QTest::addColumn<bool>("session");
        const auto row = [](const char* name, const char* framework, bool session) {
            QTest::newRow(name) << QByteArray(name) << QString::fromLatin1(framework) << session;
        };
        row("PHPSESSID", "PHP", true);
        row("phpsessid", "PHP", true);
        row("JSESSIONID", "Java servlet", true);
        row("ASP.NET_SessionId", "ASP.NET", true);
        row("connect.sid", "Express", true);
        row("laravel_session", "Laravel", true);
        row("_rails_session", "Ruby on Rails", true);
        row("_shop_session", "Ruby on Rails", true);
        row("shop_session", "", true);
        row("ASPSESSIONIDAACQCRTB", "classic ASP", true);
        row("__Host-connect.sid", "Express", true);
        row("__secure-next-auth.session-token", "NextAuth.js", true);
        row("my_session", "", true);
        row("access_token", "", true);
        row("sid", "", true);
        row("remember_me", "", true);
        row("csrf_token", "", false);
        row("XSRF-TOKEN", "", false);
        row("side", "", false);
        row("theme", "", false);
        row("", "", false);
    }
    void names()
    {
        QFETCH(QByteArray, name);
        const SessionCookie* known = findSessionCookie(name);
        QTEST(known ? known->framework : QString(), "framework");
        QTEST(looksLikeSessionCookie(name), "session");
    }

    void prefixes()
    {
        QCOMPARE(cookiePrefix("__HOST-x").toByteArray(), QByteArray("__Host-"));
        QCOMPARE(cookiePrefix("__host-http-x").toByteArray(), QByteArray("__Host-Http-"));
        QCOMPARE(cookiePrefix("__Secure-x").toByteArray(), QByteArray("__Secure-"));
        QCOMPARE(cookiePrefix("__Http-x").toByteArray(), QByteArray("__Http-"));
        QVERIFY(cookiePrefix("__Hostx").isEmpty());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << document("{'name':'a','framework':'A'}") << QString();
        QTest::newRow("A326 unknown member")
            << document("{'name':'a','framework':'A','x':1}") << "session_cookies.member";
        QTest::newRow("A326 unknown match")
            << document("{'name':'a','framework':'A','match':'regex'}") << "session_cookies.member";
        QTest::newRow("A326 no name") << document("{'framework':'A'}") << "session_cookies.member";
        QTest::newRow("A326 twice") << document("{'name':'a','framework':'A'},{'name':'a','framework':'B'}")
                                    << "session_cookies.duplicate";
        QTest::newRow("A326 newer version") << document("").replace("1,", "2,") << "session_cookies.member";
        QTest::newRow("A326 no JSON") << QByteArray("x") << "json.not_an_object";
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        const auto parsed = parseSessionCookies(json);
        QTEST(parsed ? QString() : parsed.error().code, "code");
    }

    void builtIn() { QVERIFY(sessionCookies().size() > 30); }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SessionCookiesTest)
#include "session_cookies_test.moc"
