// The Cookie header, and what is inside the values of cookies.
#include "core/inspector/cookie_report.h"
#include "core/inspector/cookie_value.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kId = "mZ3vQ8xL1rT6wY9kB2nD5pF7hJ0sC4gA";
const QByteArray kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiYXVkIjoieSIsImV4cCI6MTc2NzMyNjY0NX0.eA";

} // namespace

class CookieReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("findings");
        QTest::addColumn<int>("fields");
        QTest::newRow("two") << QByteArray("a=b; c=d") << QString() << 2;
        QTest::newRow("no blank between") << QByteArray("a=b;c=d;") << QString() << 2;
        QTest::newRow("no equals") << QByteArray("a") << QString() << 1;
        QTest::newRow("empty") << QByteArray(" ; ") << "cookie.empty" << 0;
        QTest::newRow("twice") << QByteArray("a=b; a=c; a=d") << "cookie.repeated" << 3;
        QTest::newRow("attribute") << QByteArray("a=b; Path=/") << "cookie.attribute" << 2;
        QTest::newRow("flag") << QByteArray("a=b; HttpOnly") << "cookie.attribute" << 2;
        QTest::newRow("default name") << QByteArray("JSESSIONID=" + kId) << "session.default_name" << 1;
        QTest::newRow("guessable") << QByteArray("my_session=42") << "session.id_guessable" << 1;
        QTest::newRow("CSRF token is no session") << QByteArray("csrf_token=42") << QString() << 1;
        QTest::newRow("A353 too many")
            << QByteArray("a=b;").repeated(600) << "cookie.too_many cookie.repeated" << 500;
    }
    void findings()
    {
        QFETCH(QByteArray, value);
        TokenReport report;
        inspectCookie(report, value, testNow());
        QCOMPARE(report.kind, QStringLiteral("cookie"));
        QTEST(codesOf(report.findings), "findings");
        QTEST(static_cast<int>(report.fields.size()), "fields");
    }

    void tokenInsideIsOpened()
    {
        for (const QByteArray& value : {kJwt, '"' + kJwt + '"', QByteArray(kJwt).replace(".", "%2E")}) {
            TokenReport report;
            inspectCookie(report, "a=b; id=" + value, testNow());
            QVERIFY(partOf(report, u"cookie id"));
            QCOMPARE(partOf(report, u"cookie id")->kind, QStringLiteral("jws"));
            QCOMPARE(report.parts.size(), std::size_t(1));
        }
    }

    void wholeHeader()
    {
        const TokenReport report = inspectAt("Cookie: a=S3CRETVALUE; c=d");
        QCOMPARE(report.kind, QStringLiteral("cookie"));
        QCOMPARE(report.title, QStringLiteral("Cookie header with 2 cookies"));
        QVERIFY(!exported(report).contains("S3CRETVALUE")); // N134
        QVERIFY(!exported(inspectAt("Cookie: S3CRETVALUE")).contains("S3CRETVALUE"));
    }

    void boxes_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("box");
        QTest::addColumn<bool>("guessed"); // is there an id to guess?
        const QByteArray hex40 = QByteArray("0123456789abcdef0123456789abcdef01234567");
        const QByteArray mac43(43, 'A');
        QTest::newRow("Flask") << QByteArray("eyJ1c2VyIjoxfQ.ZxYzAb.abcdefghijklmnopqrstuvwxyz0")
                               << "Signed by Flask (itsdangerous)" << false;
        QTest::newRow("Flask, compressed") << QByteArray(".eJyrVk.ZxYzAb.abcdefghijklmnopqrstuvwxyz0")
                                           << "Signed by Flask (itsdangerous)" << false;
        QTest::newRow("Django") << "eyJhIjoxfQ:1tABCd:" + mac43 << "Signed by Django" << false;
        QTest::newRow("Express") << "s:" + kId + "." + mac43 << "Signed by Express" << true;
        QTest::newRow("Express, encoded") << "s%3A" + kId + "." + mac43 << "Signed by Express" << true;
        QTest::newRow("Rails, encrypted")
            << "abcd%2B--" + QByteArray(16, 'A') + "--" + QByteArray(22, 'A') + "%3D%3D"
            << "Encrypted by Ruby on Rails" << false;
        QTest::newRow("Rails, signed") << "BAhbBw%3D%3D--" + hex40 << "Signed by Ruby on Rails" << false;
        QTest::newRow("Laravel") << quoted("{'iv':'a','value':'b','mac':'c','tag':''}").toBase64()
                                 << "Encrypted by Laravel" << false;
        QTest::newRow("ASP.NET Core") << "CfDJ8" + kId << "Protected by ASP.NET Core" << false;
        QTest::newRow("JWT is no box") << kJwt << QString() << false;
        QTest::newRow("plain id") << kId << QString() << true;
        QTest::newRow("Flask with a short signature")
            << QByteArray("eyJ1c2VyIjoxfQx.ZxYzAb:abc") << QString() << true;
        QTest::newRow("Express without a signature") << "s:" + kId << QString() << true;
    }
    void boxes()
    {
        QFETCH(QByteArray, value);
        const CookieContent content = readCookieValue(value);
        QTEST(content.box, "box");
        QTEST(!content.identifier.isEmpty(), "guessed");
    }

    void signedIdIsJudgedWithoutItsSignature()
    {
        TokenReport report;
        inspectCookie(report, "connect.sid=s%3A17." + QByteArray(43, 'A'), testNow());
        QVERIFY(hasCode(report, u"session.id_guessable"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CookieReportTest)
#include "cookie_report_test.moc"
