// A Set-Cookie header explained: what is wrong with it for a session, and nothing of its value in the report.
#include "core/inspector/set_cookie_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kId = "mZ3vQ8xL1rT6wY9kB2nD5pF7hJ0sC4gA";
const QByteArray kGood = "__Host-id=" + kId + "; Secure; HttpOnly; Path=/; SameSite=Lax";
const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

QByteArray session(const QByteArray& attributes)
{
    return "__Host-session=" + kId + "; Path=/; Secure" + attributes;
}

} // namespace

class SetCookieReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& line, const char* findings) {
            QTest::newRow(name) << line << QString::fromLatin1(findings);
        };
        row("good", kGood, "");
        row("good session", session("; HttpOnly; SameSite=Strict"), "");
        row("no HttpOnly", session("; SameSite=Lax"), "session.no_http_only");
        row("no SameSite", session("; HttpOnly"), "session.no_same_site");
        row("SameSite=None", session("; HttpOnly; SameSite=None"), "session.same_site_none");
        row("no Secure, no prefix", "my_sess=" + kId + "; HttpOnly; SameSite=Lax",
            "session.no_secure session.no_prefix");
        row("Domain", "my_sess=" + kId + "; HttpOnly; SameSite=Lax; Secure; Domain=x.example",
            "session.no_prefix session.domain");
        row("default name", "PHPSESSID=" + kId + "; HttpOnly; SameSite=Lax; Secure",
            "session.default_name session.no_prefix");
        row("everything missing", "JSESSIONID=123",
            "session.default_name session.id_guessable session.no_http_only session.no_secure "
            "session.no_same_site session.no_prefix");
        row("short id", "__Host-sid=mZ3vQ8xL; Path=/; Secure; HttpOnly; SameSite=Lax", "session.id_short");
        row("JWT as session", "__Host-x=" + kJwt + "; Path=/; Secure; HttpOnly", "session.no_same_site");
        row("deletion is no session", "PHPSESSID=; Max-Age=0", "session.default_name");
        row("no session", "theme=dark", "");
        row("N131 longer than 400 days", "theme=dark; Max-Age=99999999", "set_cookie.life");
        row("N133 Partitioned", "theme=dark; Secure; Partitioned", "set_cookie.partitioned");
        row("N129 nameless", "=dark", "set_cookie.nameless");
        row("A353 flags in front", "secure; httponly", "set_cookie.nameless set_cookie.flag_as_name");
        row("A353 dropped", "theme=dark; SameSite=None", "set_cookie.none_insecure");
        row("A353 control", "theme=da\x01rk", "set_cookie.control");
        row("A353 attribute too large", "theme=dark; Path=/" + QByteArray(2000, 'x'),
            "set_cookie.attribute_too_large");
        row("A353 attribute not known", "theme=dark; Htpponly", "set_cookie.attribute_unknown");
        row("A353 attribute twice", "theme=dark; Path=/a; Path=/", "set_cookie.repeated");
        row("Flask", "x=eyJ1c2VyIjoxfQ.ZxYzAb.abcdefghijklmnopqrstuvwxyz0; Secure; HttpOnly",
            "cookie.signed_box");
    }
    void findings()
    {
        QFETCH(QByteArray, line);
        TokenReport report;
        inspectSetCookie(report, line, testNow());
        QCOMPARE(report.kind, QStringLiteral("set-cookie"));
        QVERIFY(!report.title.isEmpty());
        QTEST(codesOf(report.findings), "findings");
    }

    void verdictIsShown()
    {
        TokenReport report;
        inspectSetCookie(report, kGood, testNow());
        QCOMPARE(fieldOf(report, u"verdict"), QStringLiteral("stored"));
        QCOMPARE(fieldOf(report, u"__Host-id"), QStringLiteral("32 characters, hidden"));
        QCOMPARE(fieldOf(report, u"life"), QStringLiteral("until the browser closes"));
        TokenReport dropped;
        inspectSetCookie(dropped, "a=b; Domain=com", testNow());
        QCOMPARE(fieldOf(dropped, u"verdict"), QStringLiteral("dropped"));
    }

    void defaultSameSiteIsShownAsDefault() // N132
    {
        TokenReport report;
        inspectSetCookie(report, "a=b", testNow());
        QCOMPARE(fieldOf(report, u"SameSite"), QStringLiteral("not sent"));
    }

    void titleNamesTheFramework()
    {
        TokenReport report;
        inspectSetCookie(report, "PHPSESSID=x", testNow());
        QCOMPARE(report.title, QStringLiteral("Set-Cookie header of a PHP session"));
    }

    void tokenInsideIsOpened()
    {
        TokenReport report;
        inspectSetCookie(report, "id=" + kJwt, testNow());
        const TokenReport* inside = partOf(report, u"cookie id");
        QVERIFY(inside);
        QCOMPARE(inside->kind, QStringLiteral("jws"));
        QVERIFY(inside->claims);
    }

    void valuesStayHidden_data() // N134, A356
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("N134 value") << QByteArray("session=S3CRETVALUE; Path=/");
        QTest::newRow("N134 nameless value") << QByteArray("S3CRETVALUE");
        QTest::newRow("N134 dropped value") << QByteArray("session=S3CRETVALUE; SameSite=None");
        QTest::newRow("N134 control character") << QByteArray("session=S3CRETVALUE\x01");
        QTest::newRow("N134 semicolon in the value") << QByteArray("session=a; x=S3CRETVALUE");
        QTest::newRow("N134 piece of the value as attribute") << QByteArray("session=a; S3CRETVALUE9");
        QTest::newRow("N134 in a bad attribute")
            << QByteArray("session=a; Max-Age=S3CRETVALUE; Expires=S3CRETVALUE");
        QTest::newRow("N134 in a bad SameSite")
            << QByteArray("session=a; SameSite=S3CRETVALUE; Path=S3CRETVALUE");
        QTest::newRow("N134 name as long as a secret") << QByteArray("S3CRETVALUE").repeated(7) + "=";
    }
    void valuesStayHidden()
    {
        QFETCH(QByteArray, line);
        TokenReport report;
        inspectSetCookie(report, line, testNow());
        QVERIFY2(!exported(report).contains("S3CRETVALUE"), exported(report).constData());
    }

    void wholeHeaderAndBareLine()
    {
        QCOMPARE(inspectAt("Set-Cookie: theme=dark; Path=/").kind, QStringLiteral("set-cookie"));
        QCOMPARE(fieldOf(inspectAt("set-cookie:theme=dark"), u"theme"),
                 QStringLiteral("4 characters, hidden"));
        QCOMPARE(fieldOf(inspectAt("theme=dark; Path=/"), u"theme"), QStringLiteral("4 characters, hidden"));
        QCOMPARE(codesOf(inspectAt("Set-Cookie: a=b\r\nc").findings),
                 QStringLiteral("set_cookie.control")); // A354
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SetCookieReportTest)
#include "set_cookie_report_test.moc"
