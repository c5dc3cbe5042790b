// Decoding: what it is recognised as, and what is said about it without any key.
#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

QStringList codes(const TokenReport& report)
{
    QStringList list;
    for (const Finding& finding : report.findings)
        list.append(finding.code);
    return list;
}

QByteArray signedToken(const Change& change = [](IdTokenCase&) {})
{
    IdTokenCase subject;
    change(subject);
    return subject.token().reveal().toByteArray();
}

TokenReport inspect(const QByteArray& text)
{
    return inspectToken(text, ManualClock().now());
}

/// "{'alg':'none'}": a raw string with quotes confuses moc.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray unsignedToken(const char* header, const char* payload, const QByteArray& signature = {})
{
    return compact(json(header), json(payload), signature);
}

} // namespace

class TokenInspectorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodToken()
    {
        const TokenReport report = inspect(signedToken());
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QCOMPARE(report.header.value(u"alg").toString(), QStringLiteral("RS256"));
        QCOMPARE(report.claims->value(u"iss").toString(), IdTokenCase::issuer);
        QVERIFY(report.payload->startsWith('{'));
        QCOMPARE(report.signature.status, QStringLiteral("not-checked")); // A291
        QCOMPARE(report.signature.alg, QStringLiteral("RS256"));
        QCOMPARE(report.signature.kid, QStringLiteral("rsa"));
        QVERIFY(report.signature.keySource.isEmpty());
        QVERIFY(report.jws);
        QVERIFY(!report.decryption);
        QVERIFY2(report.findings.isEmpty(), qPrintable(codes(report).join(u' ')));
        QVERIFY(isGood(report));
    }

    void wrapping_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray token = signedToken();
        QTest::newRow("A137 line break behind") << token + '\n';
        QTest::newRow("A137 blanks around") << "  " + token + "\t";
        QTest::newRow("A137 double quotes") << '"' + token + '"';
        QTest::newRow("A137 single quotes") << '\'' + token + '\'';
        QTest::newRow("A137 Bearer") << "Bearer " + token;
        QTest::newRow("A137 bearer in small letters") << "bearer " + token;
        QTest::newRow("A137 whole header") << "Authorization: Bearer " + token + "\r\n";
        QTest::newRow("A137 wrapped lines") << token.first(40) + "\r\n " + token.sliced(40);
    }
    void wrapping()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspect(text);
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QCOMPARE(codes(report), QStringList{QStringLiteral("inspect.trimmed")});
        QCOMPARE(report.findings.first().severity, Finding::Note);
        QVERIFY(report.jws);
    }

    void recognised_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("findings"); // all codes, in order
        const auto row = [](const char* name, const QByteArray& text, const char* kind, const char* status,
                            const char* findings) {
            QTest::newRow(name) << text << QString::fromLatin1(kind) << QString::fromLatin1(status)
                                << QString::fromLatin1(findings);
        };
        const char* plain = "{'iss':'x','sub':'s','aud':'y','exp':1767326645}";
        row("A121 none", unsignedToken("{'alg':'none'}", plain), "jws", "refused", "jws.algorithm_none");
        row("A121 nOnE", unsignedToken("{'alg':'nOnE'}", plain), "jws", "refused", "jws.algorithm_none");
        row("A160 RS1", unsignedToken("{'alg':'RS1'}", plain, "x"), "jws", "refused",
            "jws.algorithm_unknown");
        row("A121 alg missing", unsignedToken("{'typ':'JWT'}", plain, "x"), "jws", "refused", "jws.alg");
        row("A124 alg twice", unsignedToken("{'alg':'RS256','alg':'none'}", plain), "jws", "refused",
            "json.duplicate_name jws.algorithm_none");
        row("A124 claim twice",
            unsignedToken("{'alg':'RS256'}", "{'iss':'x','sub':'s','aud':'y','exp':1767326645,'iss':'z'}",
                          "x"),
            "jws", "not-checked", "json.duplicate_name");
        row("A129 crit", unsignedToken("{'alg':'RS256','crit':['exp']}", plain, "x"), "jws", "refused",
            "jws.crit");
        row("A130 b64", unsignedToken("{'alg':'RS256','b64':false}", plain, "x"), "jws", "refused",
            "jws.b64");
        row("A134 jku", unsignedToken("{'alg':'RS256','jku':'http://127.0.0.1:9/'}", plain, "x"), "jws",
            "not-checked", "jws.key_in_header");
        row("A133 jwk", unsignedToken("{'alg':'RS256','jwk':{}}", plain, "x"), "jws", "not-checked",
            "jws.key_in_header");
        row("N088 HS256", unsignedToken("{'alg':'HS256'}", plain, "x"), "jws", "not-checked",
            "jws.shared_secret");
        row("N051 access token", unsignedToken("{'alg':'RS256','typ':'at+jwt'}", plain, "x"), "jws",
            "not-checked", "jwt.access_token access_token.claim_missing");
        row("A126 padding", unsignedToken("{'alg':'RS256'}", plain, "x") + "==", "jws", "refused",
            "base64url.character");
        row("RFC 7515 payload is text", unsignedToken("{'alg':'RS256'}", "It is only text.", "x"), "jws",
            "not-checked", "jws.payload_not_claims");
        row("A177 expired",
            unsignedToken("{'alg':'RS256'}", "{'iss':'x','sub':'s','aud':'y','exp':1767322000}", "x"), "jws",
            "not-checked", "id_token.expired");
        row("A178 not yet valid",
            unsignedToken("{'alg':'RS256'}",
                          "{'iss':'x','sub':'s','aud':'y','exp':1767326645,'nbf':1767326000}", "x"),
            "jws", "not-checked", "id_token.not_yet_valid");
        row("A178 issued in the future",
            unsignedToken("{'alg':'RS256'}",
                          "{'iss':'x','sub':'s','aud':'y','exp':1767326645,'iat':1767326000}", "x"),
            "jws", "not-checked", "id_token.issued_in_future");
        row("A178 issued years ago",
            unsignedToken("{'alg':'RS256'}",
                          "{'iss':'x','sub':'s','aud':'y','exp':1767326645,'iat':1767000000}", "x"),
            "jws", "not-checked", "");
        row("A179 a hundred years",
            unsignedToken("{'alg':'RS256'}",
                          "{'iss':'x','sub':'s','aud':'y','exp':4923000000,'iat':1767323000}", "x"),
            "jws", "not-checked", "jwt.long_life");
        row("A176 exp is a string",
            unsignedToken("{'alg':'RS256'}", "{'iss':'x','sub':'s','aud':'y','exp':'soon'}", "x"), "jws",
            "not-checked", "id_token.claim");
        row("A292 exp in the year 292277026596",
            unsignedToken("{'alg':'RS256'}", "{'iss':'x','sub':'s','aud':'y','exp':9223372036854775807}",
                          "x"),
            "jws", "not-checked", "id_token.claim");
        row("N063 nothing in it", unsignedToken("{'alg':'RS256'}", "{}", "x"), "jws", "not-checked",
            "jwt.exp_missing jwt.iss_missing jwt.aud_missing jwt.sub_missing");
        row("A172 encrypted", unsignedToken("{'alg':'RSA-OAEP','enc':'A128GCM'}", "k") + ".YQ.Yg", "jwe",
            "not-checked", "jwe.encrypted");
        row("A166 RSA1_5", unsignedToken("{'alg':'RSA1_5','enc':'A128GCM'}", "k") + ".a.b", "jwe",
            "not-checked", "jwe.encrypted base64url.length jwe.rsa1_5");
        row("opaque", "ya29.a0AfH6SMBx", "opaque", "not-checked", "inspect.opaque");
        row("opaque with two dots", "one.two.three", "opaque", "not-checked", "inspect.opaque");
        row("A122 four parts", signedToken() + ".x", "opaque", "not-checked", "inspect.opaque");
        row("A128 a million dots", QByteArray(1'000'000, '.'), "opaque", "not-checked", "inspect.opaque");
        row("A127 header is no object", "eyJ.x.y", "unreadable", "not-checked", "jws.header");
        row("empty", "", "unreadable", "not-checked", "inspect.empty");
        row("blanks only", " \n ", "unreadable", "not-checked", "inspect.empty");
        row("A289 1 MiB and one", QByteArray(1024 * 1024 + 1, 'x'), "unreadable", "not-checked",
            "jws.too_large");
    }
    void recognised()
    {
        QFETCH(QByteArray, text);
        const TokenReport report = inspect(text);
        QTEST(report.kind, "kind");
        QTEST(report.signature.status, "status");
        QTEST(codes(report).join(u' '), "findings");
        QCOMPARE(report.signature.status == u"refused", !report.signature.code.isEmpty());
    }

    void unreadablePartsAreShownAsFarAsCanBe()
    {
        const TokenReport report = inspect(unsignedToken("{'alg':'RS256','alg':'none'}", "{'a':1,'a':2}"));
        QCOMPARE(report.header.value(u"alg").toString(), QStringLiteral("none"));
        QCOMPARE(report.claims->value(u"a").toInt(), 2);
    }

    void deepHeaderDoesNotHurt() // A127
    {
        const QByteArray deep = json("{'a':") + QByteArray(100'000, '[');
        QCOMPARE(inspect(compact(deep, deep, {})).kind, QStringLiteral("unreadable"));
    }

    void largePayload() // A197
    {
        const QByteArray claims = json("{'iss':'x','sub':'s','aud':'y','exp':1767326645,'big':'") +
                                  QByteArray(700'000, 'x') + json("'}");
        const TokenReport report = inspect(compact(json("{'alg':'RS256'}"), claims, "x"));
        QCOMPARE(report.kind, QStringLiteral("jws"));
        QVERIFY(report.claims);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenInspectorTest)
#include "token_inspector_test.moc"
