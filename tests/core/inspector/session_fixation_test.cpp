// Session fixation from two header blocks, with controls that must stay silent.
#include "core/inspector/session_fixation.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class SessionFixationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void compared_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const char* before, const char* after, const char* findings) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromLatin1(findings);
        };
        row("same id", "Set-Cookie: PHPSESSID=S3CRET1; Path=/", "Set-Cookie: PHPSESSID=S3CRET1",
            "session.fixed");
        row("control: changed id", "Set-Cookie: PHPSESSID=S3CRET1", "Set-Cookie: PHPSESSID=S3CRET2", "");
        row("control: one letter more", "Cookie: PHPSESSID=S3CRET1", "Cookie: PHPSESSID=S3CRET12", "");
        row("control: another name", "Cookie: PHPSESSID=S3CRET1", "Cookie: JSESSIONID=S3CRET2", "");
        row("control: same value of no session", "Cookie: theme=dark; sid=a", "Cookie: theme=dark; sid=b",
            "");
        row("request before, request after", "GET / HTTP/1.1\r\nCookie: sid=S3CRET1\r\n",
            "GET / HTTP/1.1\r\nCookie: sid=S3CRET1\r\n", "session.fixed");
        row("the answer renews it", "Cookie: sid=S3CRET1",
            "> POST /login HTTP/1.1\n> Cookie: sid=S3CRET1\n>\n< HTTP/1.1 302 Found\n< Set-Cookie: "
            "sid=S3CRET2\n",
            "");
        row("the answer does not", "Cookie: sid=S3CRET1",
            "> POST /login HTTP/1.1\n> Cookie: sid=S3CRET1\n>\n< HTTP/1.1 302 Found\n", "session.fixed");
        row("renewed before signing in", "Set-Cookie: sid=S3CRET1\nSet-Cookie: sid=S3CRET2",
            "Cookie: sid=S3CRET1", "");
        row("two sessions, one is kept", "Cookie: sid=a; my_session=S3CRET1",
            "Cookie: sid=b; my_session=S3CRET1", "session.fixed");
        row("no session before", "Cookie: theme=dark", "Cookie: sid=S3CRET1", "session.cannot_tell");
        row("no session after", "Cookie: sid=S3CRET1", "HTTP/1.1 200 OK\n", "session.cannot_tell");
        row("deleted afterwards", "Cookie: sid=S3CRET1", "Set-Cookie: sid=S3CRET1; Max-Age=0",
            "session.cannot_tell");
        row("empty value", "Cookie: sid=", "Cookie: sid=", "session.cannot_tell");
        row("nothing at all", "", "", "session.cannot_tell");
        row("a dropped cookie is not held", "Cookie: sid=S3CRET1", "Set-Cookie: sid=S3CRET1\x01; Path=/",
            "session.cannot_tell");
    }
    void compared()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const QList<Finding> findings = compareSessions(before, after, testNow());
        QTEST(codesOf(findings), "findings");
        for (const Finding& finding : findings) {
            QCOMPARE(finding.severity, finding.code == u"session.fixed" ? Finding::Error : Finding::Note);
            QVERIFY(!finding.why.contains(QStringLiteral("S3CRET"))); // N134
        }
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::SessionFixationTest)
#include "session_fixation_test.moc"
