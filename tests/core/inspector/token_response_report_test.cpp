// The answer of a token endpoint explained.
#include "core/inspector/token_response_report.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

} // namespace

class TokenResponseReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const char* text, const char* title, const char* findings) {
            QTest::newRow(name) << quoted(text).replace("JWT", kJwt) << QString::fromLatin1(title)
                                << QString::fromLatin1(findings);
        };
        const char* answer = "Answer of a token endpoint";
        row("good", "{'access_token':'S3CRETVALUE','token_type':'Bearer','expires_in':3600,'id_token':'JWT'}",
            answer, "");
        row("A084 no token_type", "{'access_token':'S3CRETVALUE','expires_in':3600}", answer,
            "token_response.token_type");
        row("A084 token_type is a number", "{'access_token':'S3CRETVALUE','token_type':1,'expires_in':3600}",
            answer, "token_response.token_type");
        row("A084 expires_in is text",
            "{'access_token':'S3CRETVALUE','token_type':'Bearer','expires_in':'3600'}", answer,
            "token_response.expires_in");
        row("no expires_in", "{'access_token':'S3CRETVALUE','token_type':'Bearer'}", answer,
            "token_response.no_expires_in");
        row("refresh token is a JWT",
            "{'access_token':'a','token_type':'Bearer','expires_in':1,'refresh_token':'JWT'}", answer,
            "token_response.refresh_token_jwt");
        row("ID token is none",
            "{'access_token':'a','token_type':'Bearer','expires_in':1,'id_token':'S3CRETVALUE'}", answer,
            "token_response.id_token");
        row("empty token", "{'access_token':'','token_type':'Bearer','expires_in':1}", answer,
            "token_response.empty");
        row("error", "{'error':'invalid_grant','error_description':'The code is used up'}",
            "Error of a token endpoint", "token_response.error");
        row("device", "{'device_code':'S3CRETVALUE','user_code':'ABCD','interval':5}",
            "Answer of a device authorization endpoint", "");
        row("introspection", "{'active':true,'scope':'a','sub':'S3CRETVALUE'}",
            "Answer of an introspection endpoint", "");
    }
    void findings()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QCOMPARE(report.kind, QStringLiteral("token-response"));
        QTEST(report.title, "title");
        QTEST(codesOf(report.findings), "findings");
        QVERIFY2(!exported(report).contains("S3CRETVALUE"), exported(report).constData()); // A356
    }

    void membersAndParts()
    {
        const TokenReport report = inspectAt(
            quoted(
                "{'access_token':'opaque-one','token_type':'Bearer','expires_in':3600,'scope':'openid mail',"
                "'id_token':'") +
            kJwt + quoted("','x_secret':'S3CRETVALUE'}"));
        QCOMPARE(fieldOf(report, u"access_token"), QStringLiteral("10 characters, hidden"));
        QCOMPARE(fieldOf(report, u"scope"), QStringLiteral("openid mail"));
        QCOMPARE(fieldOf(report, u"expires_in"), QStringLiteral("3600"));
        QCOMPARE(fieldOf(report, u"x_secret"), QStringLiteral("11 characters, hidden"));
        QCOMPARE(partOf(report, u"access_token")->kind, QStringLiteral("opaque"));
        QCOMPARE(partOf(report, u"id_token")->kind, QStringLiteral("jws"));
    }

    void errorIsShown()
    {
        const TokenReport report = inspectAt(quoted("{'error':'invalid_grant'}"));
        QVERIFY(report.findings.first().why.contains(QStringLiteral("invalid_grant")));
    }

    void otherJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("of another kind") << quoted("{'a':1}") << "inspect.json_unknown";
        QTest::newRow("A124 member twice")
            << quoted("{'access_token':'a','access_token':'b'}") << "json.duplicate_name";
        QTest::newRow("list") << QByteArray("[1]") << "json.not_an_object";
        QTest::newRow("cut off") << quoted("{'access_token':'a") << "json.syntax";
        QTest::newRow("A127 deep") << quoted("{'a':") + QByteArray(1000, '[') << "json.depth";
    }
    void otherJson()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspectAt(text);
        QCOMPARE(report.kind, QStringLiteral("unreadable"));
        QTEST(codesOf(report.findings), "code");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenResponseReportTest)
#include "token_response_report_test.moc"
