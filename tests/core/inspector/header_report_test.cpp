// A block of headers explained.
#include "core/inspector/header_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kId = "mZ3vQ8xL1rT6wY9kB2nD5pF7hJ0sC4gA";
const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";
const QByteArray kCookie = "Set-Cookie: __Host-sid=" + kId + "; Secure; HttpOnly; Path=/; SameSite=Lax\n";
const QByteArray kHsts = "Strict-Transport-Security: max-age=31536000\n";
const QByteArray kNoStore = "Cache-Control: private, no-store\n";

} // namespace

class HeaderReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const char* findings) {
            QTest::newRow(name) << text << QString::fromLatin1(findings);
        };
        const QByteArray ok = "HTTP/1.1 200 OK\n";
        row("good answer", ok + kCookie + kHsts + kNoStore, "");
        row("no HSTS", ok + kCookie + kNoStore, "header.no_hsts");
        row("HSTS switched off", ok + kCookie + kNoStore + "Strict-Transport-Security: max-age=0\n",
            "header.no_hsts");
        row("may be cached", ok + kCookie + kHsts, "header.no_store");
        row("no-cache is not no-store", ok + kCookie + kHsts + "Cache-Control: no-cache\n",
            "header.no_store");
        row("without a start line", kCookie + "Server: x", "header.no_hsts header.no_store");
        row("a cookie of no session", ok + "Set-Cookie: theme=dark\n", "");
        row("a session deleted", ok + "Set-Cookie: sid=x; Max-Age=0\n", "");
        row("a token response",
            ok + "\n" + quoted("{'access_token':'a','token_type':'Bearer','expires_in':1}"),
            "header.no_hsts header.no_store");
        row("a request may carry a session", "GET / HTTP/1.1\nCookie: sid=" + kId, "");
        row("Authorization twice", "GET / HTTP/1.1\nAuthorization: Bearer a\nauthorization: Bearer b",
            "header.authorization_repeated");
        row("token in Referer", "GET / HTTP/1.1\nReferer: https://x.example/?access_token=a",
            "header.secret_in_referer");
        row("code in Referer", "GET / HTTP/1.1\nReferer: https://x.example/?code=a",
            "header.secret_in_referer");
        row("plain Referer", "GET / HTTP/1.1\nReferer: https://x.example/?page=2", "");
        row("code in Location", "HTTP/1.1 302 Found\nLocation: https://x.example/cb?code=a&state=b",
            "header.secret_in_location");
        row("plain Location", "HTTP/1.1 302 Found\nLocation: /home", "");
        row("challenge with an error",
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: " +
                quoted("Bearer error='invalid_token', scope='a b'"),
            "www_authenticate.error");
        row("challenge without", "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer", "");
        row("bad challenge",
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer =", "www_authenticate.syntax");
        row("A354 folded", "GET / HTTP/1.1\nX-A: b\n c\n", "header.folded");
        row("A354 strange line", "GET / HTTP/1.1\nX-A: b\nwhat\n", "header.strange_line");
    }
    void findings()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QCOMPARE(report.kind, QStringLiteral("headers"));
        QTEST(codesOf(report.findings), "findings");
    }

    void interestingHeadersBecomeParts()
    {
        const TokenReport report =
            inspectAt("GET /cb?code=a HTTP/1.1\nAuthorization: Bearer " + kJwt +
                      "\nCookie: a=b\nX-Forwarded-Access-Token: " + kJwt + "\nDPoP: " + kJwt);
        QCOMPARE(report.title, QStringLiteral("Headers of a request"));
        QCOMPARE(partOf(report, u"target")->kind, QStringLiteral("url"));
        QCOMPARE(partOf(report, u"Authorization")->kind, QStringLiteral("authorization"));
        QCOMPARE(partOf(*partOf(report, u"Authorization"), u"Authorization")->kind, QStringLiteral("jws"));
        QCOMPARE(partOf(report, u"Cookie")->kind, QStringLiteral("cookie"));
        QCOMPARE(partOf(report, u"X-Forwarded-Access-Token")->kind, QStringLiteral("jws"));
        QCOMPARE(partOf(report, u"DPoP")->kind, QStringLiteral("jws"));
    }

    void eachSetCookieIsAPart()
    {
        const TokenReport report =
            inspectAt("HTTP/1.1 200 OK\nSet-Cookie: a=b\nSet-Cookie: c=d; SameSite=None\n");
        QCOMPARE(report.parts.size(), std::size_t(2));
        QVERIFY(hasCode(*report.parts[1].report, u"set_cookie.none_insecure"));
    }

    void challengeIsExplained()
    {
        const TokenReport report =
            inspectAt("WWW-Authenticate: " + quoted("Bearer error='insufficient_scope', scope='mail.read'"));
        QCOMPARE(fieldOf(report, u"WWW-Authenticate"), QStringLiteral("bearer"));
        QCOMPARE(fieldOf(report, u"scope"), QStringLiteral("mail.read"));
        QVERIFY(report.findings.first().why.contains(QStringLiteral("insufficient_scope")));
    }

    void onlyHarmlessValuesAreShown() // A356
    {
        const TokenReport report =
            inspectAt("HTTP/1.1 200 OK\nContent-Type: text/html\nX-Api-Key: S3CRETVALUE\n"
                      "Authentication-Info: S3CRETVALUE\nX-What: S3CRETVALUE\n\nS3CRETVALUE");
        QCOMPARE(fieldOf(report, u"Content-Type"), QStringLiteral("text/html"));
        QCOMPARE(fieldOf(report, u"X-Api-Key"), QStringLiteral("11 characters, hidden"));
        QVERIFY(!exported(report).contains("S3CRETVALUE"));
    }

    void exchangeIsOneReport()
    {
        const TokenReport report =
            inspectAt("> GET / HTTP/1.1\n> Host: x\n>\n< HTTP/1.1 200 OK\n< " + kCookie);
        QCOMPARE(report.title, QStringLiteral("2 blocks of headers"));
        QCOMPARE(codesOf(report.findings), QStringLiteral("header.no_hsts header.no_store"));
    }

    void tooManyAreRefused() // A289
    {
        const TokenReport report = inspectAt(QByteArray("A: b\n").repeated(2000));
        QCOMPARE(report.kind, QStringLiteral("unreadable"));
        QCOMPARE(codesOf(report.findings).split(u' ').last(), QStringLiteral("header.too_many"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HeaderReportTest)
#include "header_report_test.moc"
