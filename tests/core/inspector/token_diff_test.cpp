// The differences of two reports, as a person reads them and as JSON.
#include "core/inspector/token_diff.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

constexpr auto kHeader = "{'alg':'RS256','kid':'1'}";

TokenReport jwt(const QByteArray& claims)
{
    return inspectJwt(kHeader, claims);
}

/// "claims exp changed: 59 min later"
QString inWords(const TokenDiff& diff)
{
    static const QStringList kinds{QStringLiteral("added"), QStringLiteral("removed"),
                                   QStringLiteral("changed")};
    QStringList lines;
    for (const TokenChange& change : diff.changes)
        lines.append(QStringLiteral("%1 %2 %3%4%5")
                         .arg(change.section, change.path, kinds.at(change.kind),
                              change.words.isEmpty() ? QString() : QStringLiteral(": "), change.words));
    return lines.join(u" | ");
}

TokenReport cookie(const QList<ReportField>& fields)
{
    TokenReport report;
    report.kind = QStringLiteral("set-cookie");
    report.fields = fields;
    return report;
}

ReportField field(const char* name, const char* value)
{
    return {QString::fromLatin1(name), QString::fromLatin1(value), {}};
}

} // namespace

class TokenDiffTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void claims_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* before, const char* after, const char* words) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromLatin1(words);
        };
        row("the same", "{'a':1,'b':{'c':[1]}}", "{'b':{'c':[1]},'a':1}", "");
        row("added", "{}", "{'a':1}", "claims a added");
        row("removed", "{'a':null}", "{}", "claims a removed");
        row("changed", "{'a':1}", "{'a':'1'}", "claims a changed");
        row("nested", "{'a':{'b':{'c':1,'d':2}}}", "{'a':{'b':{'c':3,'e':4}}}",
            "claims a.b.c changed | claims a.b.d removed | claims a.b.e added");
        row("object becomes text", "{'a':{'b':1}}", "{'a':'x'}", "claims a changed");
        row("exp later", "{'exp':1767326645}", "{'exp':1767330185}", "claims exp changed: 59 min later");
        row("iat earlier", "{'iat':1767326645}", "{'iat':1767326640}", "claims iat changed: 5 s earlier");
        row("exp that is no time", "{'exp':1767326645}", "{'exp':'x'}", "claims exp changed");
        row("A292 exp beyond the calendar", "{'exp':1}", "{'exp':1e300}", "claims exp changed");
        row("scope in another order", "{'scope':'a b'}", "{'scope':'b  a'}", "");
        row("scope", "{'scope':'openid email'}", "{'scope':'openid profile phone'}",
            "claims scope changed: gained \"profile\", \"phone\", lost \"email\"");
        row("scope as a list", "{'scp':'a b'}", "{'scp':['b','a']}", "");
        row("aud as a list of one", "{'aud':'x'}", "{'aud':['x']}", "");
        row("aud with a blank is one", "{'aud':'x y'}", "{'aud':['x','y']}",
            "claims aud changed: gained \"x\", \"y\", lost \"x y\"");
        row("roles", "{'realm_access':{'roles':['a','b']}}", "{'realm_access':{'roles':['b','a','admin']}}",
            "claims realm_access.roles changed: gained \"admin\"");
        row("list of numbers", "{'n':[1,2]}", "{'n':[2,1]}", "claims n changed");
        row("plain text is no list", "{'name':'a b'}", "{'name':'b a'}", "claims name changed");
    }
    void claims()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QTEST(inWords(diffReports(jwt(before), jwt(after))), "words");
    }

    void headerAndKind()
    {
        const TokenReport before = inspectJwt("{'alg':'RS256','kid':'1'}", "{'typ':'ID','a':1}");
        const TokenReport after = inspectJwt("{'alg':'ES256','typ':'JWT'}", "{'typ':'Bearer','a':1}");
        QCOMPARE(inWords(diffReports(before, after)),
                 QStringLiteral("kind token_kind changed | header alg changed | header kid removed | "
                                "header typ added | claims typ changed"));
    }

    void cookies()
    {
        const TokenReport before =
            cookie({field("name", "id"), field("Path", "/"), field("SameSite", "Lax"), field("Path", "/a")});
        const TokenReport after = cookie({field("name", "id"), field("Path", "/"), field("SameSite", "None"),
                                          field("Secure", ""), field("Path", "/b")});
        QCOMPARE(inWords(diffReports(before, after)),
                 QStringLiteral("fields Path (2) changed | fields SameSite changed | fields Secure added"));
    }

    void parts()
    {
        TokenReport before = cookie({});
        TokenReport after = cookie({});
        before.parts.push_back(
            {QStringLiteral("value"), std::make_shared<TokenReport>(jwt("{'exp':1767326645}"))});
        after.parts.push_back(
            {QStringLiteral("value"), std::make_shared<TokenReport>(jwt("{'exp':1767326655}"))});
        QCOMPARE(inWords(diffReports(before, after)),
                 QStringLiteral("value: claims exp changed: 10 s later"));
        after.parts.clear();
        QCOMPARE(inWords(diffReports(before, after)),
                 QStringLiteral(
                     "value: kind kind changed | value: header alg removed | value: header kid removed | "
                     "value: claims exp removed"));
        QCOMPARE(diffReports(after, before).changes.size(), 4);
    }

    void partsOfOneName()
    {
        const auto withParts = [](const QList<QByteArray>& claims) {
            TokenReport report = cookie({});
            for (const QByteArray& one : claims)
                report.parts.push_back({QStringLiteral("address"), std::make_shared<TokenReport>(jwt(one))});
            return report;
        };
        const TokenReport two = withParts({"{'a':1}", "{'b':1}"});
        QCOMPARE(inWords(diffReports(two, two)), QString());
        QCOMPARE(inWords(diffReports(two, withParts({"{'a':1}", "{'b':2}"}))),
                 QStringLiteral("address (2): claims b changed"));
        QCOMPARE(inWords(diffReports(withParts({"{'a':1}"}), two)),
                 QStringLiteral("address (2): kind kind changed | address (2): header alg added | "
                                "address (2): header kid added | address (2): claims b added"));
    }

    void sessionOfTwoHeaders_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("findings");
        const QByteArray one = "Set-Cookie: PHPSESSID=S3CRETq8Zt7Lw2; Path=/";
        QTest::newRow("stays") << one << one << "session.fixed";
        QTest::newRow("control: renewed") << one << QByteArray("Set-Cookie: PHPSESSID=S3CRETx1Yv9Kd4") << "";
        QTest::newRow("no session") << one << QByteArray("Set-Cookie: theme=dark") << "session.cannot_tell";
        QTest::newRow("no cookies at all") << one << QByteArray("{\"access_token\":\"x\"}") << "";
    }
    void sessionOfTwoHeaders()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const TokenReport first = inspectToken(before, testNow());
        const TokenReport second = inspectToken(after, testNow());
        const TokenDiff diff = diffTexts({before, first}, {after, second});
        QTEST(codesOf(diff.findings), "findings");
        QCOMPARE(toJson(diff).value(QLatin1String("findings")).toArray().size(), diff.findings.size());
    }

    void json()
    {
        const QJsonObject object =
            toJson(diffReports(jwt("{'scope':'a','b':1,'c':2}"), jwt("{'scope':'a d','b':3,'e':{'f':1}}")));
        const QByteArray expected = jsonText(
            "{'changes':["
            "{'section':'claims','path':'b','change':'changed','before':1,'after':3,'words':null},"
            "{'section':'claims','path':'c','change':'removed','before':2,'words':null},"
            "{'section':'claims','path':'e','change':'added','after':{'f':1},'words':null},"
            "{'section':'claims','path':'scope','change':'changed','before':'a','after':'a d','gained':['d'],"
            "'lost':[],'words':'gained \\u0022d\\u0022'}],'findings':[]}");
        QCOMPARE(object, QJsonDocument::fromJson(expected).object());
    }

    void bounded() // A197
    {
        QJsonObject many;
        for (int i = 0; i < 5'000; ++i)
            many.insert(QStringLiteral("c%1").arg(i), i);
        TokenReport before;
        TokenReport after;
        after.claims = many;
        QCOMPARE(diffReports(before, after).changes.size(), 1000);
        QJsonArray words;
        for (int i = 0; i < 1'000; ++i)
            words.append(QString::number(i));
        before.claims = QJsonObject{{QStringLiteral("roles"), words}};
        words.append(QStringLiteral("admin"));
        after.claims = QJsonObject{{QStringLiteral("roles"), words}};
        const TokenDiff diff = diffReports(before, after); // too long for a set, and yet a change
        QCOMPARE(diff.changes.size(), 1);
        QVERIFY(diff.changes.first().words.isEmpty());
    }

    void namesArePrintable() // A283
    {
        TokenReport before;
        TokenReport after;
        after.claims = QJsonObject{{QStringLiteral("a") + QChar(0x202E), 1}};
        QCOMPARE(diffReports(before, after).changes.first().path, QStringLiteral("a\\u{202e}"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenDiffTest)
#include "token_diff_test.moc"
