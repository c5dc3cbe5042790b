// The Authorization header: schemes by name, passwords hidden.
#include "core/inspector/authorization_header.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

} // namespace

class AuthorizationHeaderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void schemes_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& value, const char* title,
                            const char* findings) {
            QTest::newRow(name) << value << QString::fromLatin1(title) << QString::fromLatin1(findings);
        };
        const QByteArray basic = QByteArray("alice:S3CRET").toBase64();
        row("A355 Basic", "Basic " + basic, "Authorization header (Basic)", "authorization.basic");
        row("A355 basic in small letters", "basic  " + basic, "Authorization header (Basic)",
            "authorization.basic");
        row("A355 Basic without a colon", "Basic " + QByteArray("S3CRET").toBase64(),
            "Authorization header (Basic)", "authorization.basic_malformed");
        row("A355 Basic that is no base64", "Basic S3CRET!", "Authorization header (Basic)",
            "authorization.basic_malformed");
        row("A355 Basic without credentials", "Basic", "Authorization header (Basic)",
            "authorization.basic_malformed");
        row("Bearer", "Bearer S3CRET", "Authorization header (Bearer)", "");
        row("Bearer without a token", "Bearer", "Authorization header (Bearer)", "");
        row("Bearer with a blank inside", "Bearer S3C RET", "Authorization header (Bearer)",
            "authorization.space");
        row("DPoP", "DPoP " + kJwt, "Authorization header (DPoP)", "authorization.dpop");
        row("Digest", "Digest username=\"S3CRET\"", "Authorization header (Digest)", "");
        row("AWS", "AWS4-HMAC-SHA256 Credential=S3CRET", "Authorization header (AWS4-HMAC-SHA256)", "");
        row("unknown scheme", "Hawk S3CRET", "Authorization header (Hawk)", "");
        row("a token alone", "S3CRET", "Authorization header without a scheme", "authorization.no_scheme");
        row("empty", "", "Authorization header without a scheme", "authorization.no_scheme");
        row("A012 control characters", "Basic \x1b[31mS3CRET", "Authorization header (Basic)",
            "authorization.basic_malformed");
    }
    void schemes()
    {
        QFETCH(QByteArray, value);
        TokenReport report;
        inspectAuthorization(report, value, testNow());
        QCOMPARE(report.kind, QStringLiteral("authorization"));
        QTEST(report.title, "title");
        QTEST(codesOf(report.findings), "findings");
        QVERIFY2(!exported(report).contains("S3CRET"), exported(report).constData()); // A355
        QVERIFY(!exported(report).contains(QByteArray("S3CRET").toBase64()));
    }

    void userIsShownAndPasswordIsNot() // A355
    {
        const TokenReport report =
            inspectAt("Authorization: Basic " + QByteArray("alice:pass:word").toBase64());
        QCOMPARE(fieldOf(report, u"user"), QStringLiteral("alice"));
        QCOMPARE(fieldOf(report, u"password"), QStringLiteral("9 characters, hidden"));
    }

    void tokenIsOpened()
    {
        TokenReport report;
        inspectAuthorization(report, "DPoP " + kJwt, testNow());
        QVERIFY(partOf(report, u"Authorization"));
        QCOMPARE(partOf(report, u"Authorization")->kind, QStringLiteral("jws"));
    }

    void bearerWithJoseIsTheToken() // A137
    {
        const TokenReport report = inspectAt("Authorization: Bearer " + kJwt + "\r\n");
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QVERIFY(report.findings.first().why.contains(QStringLiteral("\"Authorization: Bearer\"")));
        QCOMPARE(bearerJose("Bearer " + kJwt.first(30) + "\n " + kJwt.sliced(30)), kJwt);
        QVERIFY(bearerJose("Basic " + kJwt).isEmpty());
        QVERIFY(bearerJose("Bearer opaque").isEmpty());
        QCOMPARE(inspectAt("Authorization: Bearer opaque").kind, QStringLiteral("authorization"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AuthorizationHeaderTest)
#include "authorization_header_test.moc"
