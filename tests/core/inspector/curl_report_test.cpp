// A curl command line explained: what it carries, and nothing secret of it in the report.
#include "core/inspector/curl_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

} // namespace

class CurlReportTest final : public QObject
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
        row("plain", "curl https://x.example/a", "");
        row("no address", "curl -s", "curl.no_url");
        row("insecure", "curl -k https://x.example", "curl.insecure");
        row("file", "curl -d @a https://x.example", "curl.file");
        row("cut off", "curl 'https://x.example", "curl.quote");
        row("something follows", "curl https://x.example | sh", "curl.rest");
        row("A355 user", "curl -u alice:S3CRETVALUE https://x.example", "authorization.basic curl.secrets");
        row("header", "curl -H 'Authorization: Bearer " + kJwt + "' https://x.example", "curl.secrets");
        row("cookie", "curl -b 'sid=S3CRETVALUE' https://x.example", "curl.secrets");
        row("body", "curl -d 'grant_type=refresh_token&refresh_token=S3CRETVALUE' https://x.example",
            "curl.secrets");
        row("token in the address", "curl 'https://x.example/?access_token=S3CRETVALUE'", "curl.secrets");
        row("bearer", "curl --oauth2-bearer S3CRETVALUE https://x.example", "curl.secrets");
    }
    void findings()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QCOMPARE(report.kind, QStringLiteral("curl"));
        QTEST(codesOf(report.findings), "findings");
        QVERIFY2(!exported(report).contains("S3CRETVALUE"), exported(report).constData()); // A356
    }

    void piecesBecomeParts()
    {
        const TokenReport report =
            inspectAt("curl -X POST \\\n  -H 'Authorization: Bearer " + kJwt + "' \\\n  -b 'id=" + kJwt +
                      "' \\\n  -d 'client_secret=S3CRETVALUE&subject_token=" + kJwt +
                      "' \\\n  'https://x.example/token?code=S3CRETVALUE'");
        QCOMPARE(fieldOf(report, u"method"), QStringLiteral("POST"));
        QCOMPARE(fieldOf(report, u"address"), QStringLiteral("https://x.example/token"));
        QCOMPARE(fieldOf(report, u"client_secret"), QStringLiteral("11 characters, hidden"));
        QVERIFY(hasCode(*partOf(report, u"address"), u"url.code"));
        QCOMPARE(partOf(report, u"Authorization")->kind, QStringLiteral("authorization"));
        QVERIFY(partOf(*partOf(report, u"Cookie"), u"cookie id"));
        QCOMPARE(partOf(report, u"subject_token")->kind, QStringLiteral("jws"));
        QVERIFY(!exported(report).contains("S3CRETVALUE"));
    }

    void jsonBody()
    {
        const TokenReport report =
            inspectAt("curl --json '" + quoted("{'refresh_token':'S3CRETVALUE'}") + "' https://x.example");
        QVERIFY(partOf(report, u"body"));
        QVERIFY(!exported(report).contains("S3CRETVALUE"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CurlReportTest)
#include "curl_report_test.moc"
