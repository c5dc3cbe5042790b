// Addresses and the secrets they should not carry.
#include "core/inspector/url_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

} // namespace

class UrlReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const char* title,
                            const char* findings) {
            QTest::newRow(name) << text << QString::fromLatin1(title) << QString::fromLatin1(findings);
        };
        const QByteArray base = "https://x.example/cb";
        row("plain", base, "Address", "");
        row("code", base + "?code=S3CRETVALUE&state=S3CRETVALUE", "Redirect with an authorization code",
            "url.code url.state");
        row("access token in the query", base + "?access_token=S3CRETVALUE", "Address with a token in it",
            "url.access_token");
        row("access token in the fragment", base + "#access_token=S3CRETVALUE&token_type=Bearer",
            "Address with a token in it", "url.access_token");
        row("ID token", base + "#id_token=" + kJwt, "Address with an ID token in it", "url.id_token");
        row("refresh token", base + "?refresh_token=S3CRETVALUE", "Address with a token in it",
            "url.refresh_token");
        row("client secret", base + "?client_secret=S3CRETVALUE", "Address", "url.client_secret");
        row("token", base + "?token=S3CRETVALUE", "Address with a token in it", "url.token");
        row("a JWT under another name", base + "?x=" + kJwt, "Address with a token in it", "url.token");
        row("JARM", base + "?response=" + kJwt, "Redirect with an authorization code", "url.code");
        row("an empty code", base + "?code=", "Address", "");
        row("error", base + "?error=access_denied", "Redirect with an error", "url.error");
        row("over http", "http://x.example/cb?code=S3CRETVALUE", "Redirect with an authorization code",
            "url.code url.plain_http");
        row("over http to loopback", "http://127.0.0.1:8080/cb?code=S3CRETVALUE",
            "Redirect with an authorization code", "url.code");
        row("nothing secret over http", "http://x.example/", "Address", "");
        row("name and password", "https://alice:S3CRETVALUE@x.example/", "Address", "url.user_info");
        row("query alone", "?code=S3CRETVALUE&state=S3CRETVALUE", "Redirect with an authorization code",
            "url.code url.state");
        row("fragment alone", "#access_token=S3CRETVALUE", "Address with a token in it", "url.access_token");
        row("address of an app", "com.example.app:/cb?code=S3CRETVALUE",
            "Redirect with an authorization code", "url.code");
        row("authorization request",
            base + "?response_type=code&client_id=c&state=S3CRETVALUE&code_challenge=x&code_challenge_method="
                   "S256",
            "Authorization request", "url.state");
        row("without PKCE", base + "?response_type=code&client_id=c", "Authorization request", "url.no_pkce");
        row("implicit", base + "?response_type=token&client_id=c", "Authorization request", "url.implicit");
        row("PKCE plain",
            base + "?response_type=code&client_id=c&code_challenge=x&code_challenge_method=plain",
            "Authorization request", "url.pkce_plain");
        row("form", "grant_type=authorization_code&code=S3CRETVALUE&code_verifier=S3CRETVALUE",
            "Form body of a token request or answer", "");
        row("A042 bad encoding", base + "?code=%zz", "Address", "form.encoding");
        row("A289 too many", base + "?" + QByteArray("a=b&").repeated(1000), "Address",
            "form.too_many_fields");
    }
    void findings()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QCOMPARE(report.kind, QStringLiteral("url"));
        QTEST(report.title, "title");
        QTEST(codesOf(report.findings), "findings");
        QVERIFY2(!exported(report).contains("S3CRETVALUE"), exported(report).constData()); // A356
        for (const Finding& finding : report.findings) {
            if (finding.code.startsWith(u"url."))
                QVERIFY(!finding.reference.isEmpty());
        }
    }

    void harmlessMembersAreShown()
    {
        const TokenReport report =
            inspectAt("https://x.example/authorize?response_type=code&client_id=app&scope=openid"
                      "&redirect_uri=https%3A%2F%2Fy.example%2Fcb%3Fx%3DS3CRETVALUE&z=S3CRETVALUE");
        QCOMPARE(fieldOf(report, u"address"), QStringLiteral("https://x.example/authorize"));
        QCOMPARE(fieldOf(report, u"client_id"), QStringLiteral("app"));
        QCOMPARE(fieldOf(report, u"scope"), QStringLiteral("openid"));
        QCOMPARE(fieldOf(report, u"redirect_uri"), QStringLiteral("https://y.example/cb"));
        QCOMPARE(fieldOf(report, u"z"), QStringLiteral("11 characters, hidden"));
        QVERIFY(!exported(report).contains("S3CRETVALUE"));
    }

    void tokensBecomeParts()
    {
        const TokenReport report = inspectAt("https://x.example/#id_token=" + kJwt);
        QCOMPARE(partOf(report, u"id_token")->kind, QStringLiteral("jws"));
    }

    void pathsMayHoldKeys_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("https://x.example:8443/a/b?c#d")
                               << "https://x.example:8443/a/b";
        QTest::newRow("A356 key in the path")
            << QByteArray("https://hooks.example/services/T024BE91L0A1B2C3D4E5F6")
            << "https://hooks.example/services/(22 characters, hidden)";
        QTest::newRow("A356 bot in the path")
            << "https://api.example/" + QByteArray("hf_") + QByteArray(34, 'a') + "/x"
            << "https://api.example/(37 characters, hidden)/x";
        QTest::newRow("A356 user") << QByteArray("https://alice:s3cret@x.example/") << "https://x.example/";
        QTest::newRow("path alone") << QByteArray("/cb?code=a") << "/cb";
    }
    void pathsMayHoldKeys()
    {
        QFETCH(QByteArray, url);
        QTEST(harmlessAddress(url), "shown");
    }

    void looksLike()
    {
        QVERIFY(looksLikeUrl("https://x"));
        QVERIFY(!looksLikeUrl("https://x and more"));
        QVERIFY(!looksLikeUrl("#1"));
        QVERIFY(!looksLikeUrl("?"));
        QVERIFY(!looksLikeUrl("a=b&c=d"));
        QVERIFY(!looksLikeUrl(""));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::UrlReportTest)
#include "url_report_test.moc"
