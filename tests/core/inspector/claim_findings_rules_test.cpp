// Single rules: a token that breaks one, and the neighbour that does not. Each row tells the codes it adds to
// those of the good token of its kind.
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

struct Base
{
    const char* header;
    QByteArray claims; ///< without braces
    const char* codes; ///< of the good token
};

const Base kId{"{'alg':'RS256','typ':'JWT'}",
               "'iss':'https://op.example','sub':'s1','aud':'c1','exp':NOW+600,'iat':NOW-5,'nonce':'n'", ""};
const Base kAccess{
    "{'alg':'RS256','typ':'at+jwt'}",
    "'iss':'https://as.example','sub':'s1','aud':'https://api.example','exp':NOW+600,'iat':NOW-5,"
    "'jti':'j','client_id':'c1'",
    "jwt.access_token"};
const Base kLogout{"{'alg':'RS256','typ':'logout+jwt'}",
                   "'iss':'https://op.example','sub':'s1','aud':'c1','exp':NOW+100,'iat':NOW-5,'jti':'j',"
                   "'events':{'http://schemas.openid.net/event/backchannel-logout':{}}",
                   ""};
const Base kDpop{"{'typ':'dpop+jwt','alg':'ES256','jwk':{'kty':'EC','crv':'P-256','x':'a','y':'b'}}",
                 "'jti':'j','htm':'POST','htu':'https://as.example/token','iat':NOW-5,'ath':'h'", ""};
const Base kAssertion{"{'alg':'RS256','typ':'JWT'}",
                      "'iss':'c1','sub':'c1','aud':'https://as.example','jti':'j','iat':NOW-5,'exp':NOW+55",
                      ""};
const Base kSession{"{'alg':'ES256','typ':'JWT'}", "'sub':'17','iat':NOW-5,'exp':NOW+600",
                    "jwt.iss_missing jwt.aud_missing"};
const Base kPlain{"{'alg':'RS256'}",
                  "'iss':'https://x.example','aud':'y','sub':'s1','exp':NOW+600,'iat':NOW-5", ""};

/// Each "name:value" pair replaces that claim or is added; a name with no value is left out.
QByteArray changed(const QByteArray& claims, const QJsonObject& changes)
{
    QJsonObject object = QJsonDocument::fromJson(jsonText('{' + claims + '}')).object();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        object.remove(it.key());
        if (!it->isNull())
            object.insert(it.key(), *it);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const char* text)
{
    return QJsonDocument::fromJson(jsonText(text)).object();
}

QStringList sorted(QStringList codes)
{
    codes.removeAll(QString());
    std::sort(codes.begin(), codes.end());
    return codes;
}

} // namespace

class ClaimFindingsRulesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rule_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("codes");
        QTest::addColumn<QString>("severities"); // of the added codes: E, W, N
        const auto row = [](const char* name, const Base& base, const char* changes, const char* codes,
                            const char* severities = "", const char* header = nullptr) {
            QTest::newRow(name) << QByteArray(header ? header : base.header)
                                << changed(base.claims, objectOf(changes))
                                << (QString::fromLatin1(base.codes) + u' ' + QString::fromLatin1(codes))
                                << QString::fromLatin1(severities);
        };
        for (const auto& [name, base] :
             {std::pair{"good: id token", kId}, std::pair{"good: access token", kAccess},
              std::pair{"good: logout token", kLogout}, std::pair{"good: proof", kDpop},
              std::pair{"good: assertion", kAssertion}, std::pair{"good: session", kSession},
              std::pair{"good: plain", kPlain}})
            row(name, base, "{}", "");
        // Times
        row("A176 id token without exp", kId, "{'exp':null}", "jwt.exp_missing", "E");
        row("A176 access token without exp", kAccess, "{'exp':null}", "jwt.exp_missing", "W");
        row("A176 exp in milliseconds", kPlain, "{'exp':1767326645000}",
            "id_token.claim jwt.time_milliseconds", "EW");
        row("A176 exp as text", kPlain, "{'exp':'1767326645'}", "id_token.claim jwt.time_string", "EW");
        row("A176 iat as a date", kPlain, "{'iat':'2026-01-02T03:04:05Z'}", "id_token.claim jwt.time_string",
            "EW");
        row("A179 exp before iat", kPlain, "{'exp':NOW+10,'iat':NOW+20}", "id_token.claim jwt.clock_hint",
            "EN");
        row("A179 nbf after exp", kPlain, "{'nbf':NOW+700}", "id_token.not_yet_valid jwt.never_valid", "EE");
        row("A180 iat half a minute ahead", kPlain, "{'iat':NOW+30}", "jwt.clock_hint", "N");
        row("A180 iat three seconds ahead", kPlain, "{'iat':NOW+3}", "");
        row("A180 iat four minutes ahead", kPlain, "{'iat':NOW+240}",
            "id_token.issued_in_future jwt.clock_hint", "EN");
        row("A180 iat two hours ahead", kPlain, "{'iat':NOW+7200,'exp':NOW+9000}",
            "id_token.issued_in_future jwt.clock_hint", "EN");
        row("A178 iat 47 minutes ahead", kPlain, "{'iat':NOW+2820,'exp':NOW+9000}",
            "id_token.issued_in_future", "E");
        row("A177 expired two minutes ago", kPlain, "{'exp':NOW-120,'iat':NOW-600}",
            "id_token.expired jwt.clock_hint", "EN");
        row("A177 expired an hour ago", kPlain, "{'exp':NOW-3600,'iat':NOW-7200}", "id_token.expired", "E");
        row("access token of an hour", kAccess, "{'iat':NOW-5,'exp':NOW+3595}", "");
        row("access token of 61 minutes and more", kAccess, "{'exp':NOW+3700}", "jwt.long_life", "N");
        row("access token of 24 hours", kAccess, "{'exp':NOW+86395}", "jwt.long_life", "N");
        row("access token of 25 hours", kAccess, "{'exp':NOW+90000}", "jwt.long_life", "W");
        row("access token of 7 days", kAccess, "{'exp':NOW+604795}", "jwt.long_life", "E");
        row("access token of 8 days without iat", kAccess, "{'exp':NOW+691200,'iat':null}",
            "jwt.long_life access_token.claim_missing", "EW");
        row("id token of 10 hours", kId, "{'exp':NOW+36000}", "");
        row("id token of 23 hours", kId, "{'exp':NOW+82800}", "jwt.long_life", "N");
        row("id token of 2 days", kId, "{'exp':NOW+172800}", "jwt.long_life", "W");
        row("logout token of 10 minutes", kLogout, "{'exp':NOW+600}", "jwt.long_life", "N");
        row("logout token of 2 hours", kLogout, "{'exp':NOW+7200}", "jwt.long_life", "W");
        row("proof of 10 minutes", kDpop, "{'exp':NOW+600}", "jwt.long_life", "N");
        row("assertion of a year", kAssertion, "{'exp':NOW+31536000}", "jwt.long_life", "E");
        row("session of 31 days", kSession, "{'exp':NOW+2678400}", "jwt.long_life", "W");
        row("id token without iat", kId, "{'iat':null}", "jwt.iat_missing", "W");
        // Presence and types
        row("N063 no iss", kPlain, "{'iss':null}", "jwt.iss_missing", "W");
        row("N063 no aud", kPlain, "{'aud':null}", "jwt.aud_missing", "W");
        row("N063 no sub", kPlain, "{'sub':null}", "jwt.sub_missing", "N");
        row("N063 id token without sub", kId, "{'sub':null}", "jwt.sub_missing", "W");
        row("sub is a number", kPlain, "{'sub':17}", "jwt.claim_type", "W");
        row("aud holds a number", kPlain, "{'aud':['y',1]}", "jwt.claim_type", "W");
        row("aud is empty", kPlain, "{'aud':''}", "jwt.aud_odd", "W");
        row("aud is an empty list", kPlain, "{'aud':[]}", "jwt.aud_odd", "W");
        row("aud is anybody", kPlain, "{'aud':'*'}", "jwt.aud_odd", "W");
        row("aud twice the same", kPlain, "{'aud':['y','y']}", "jwt.aud_odd", "W");
        // ID tokens
        row("N091 no nonce", kId, "{'nonce':null,'auth_time':NOW-9}", "id_token.nonce_missing", "N");
        row("N084 two audiences", kId, "{'aud':['c1','c2']}", "id_token.aud_untrusted", "W");
        row("N084 two audiences and azp", kId, "{'aud':['c1','c2'],'azp':'c1'}", "");
        row("azp is not the audience", kId, "{'azp':'c9'}", "jwt.azp_elsewhere", "N");
        row("permissions in an id token", kId, "{'at_hash':'x','scope':'files.read'}", "jwt.kind_mixed", "W");
        // Access tokens
        row("N051 no client_id", kAccess, "{'client_id':null}", "access_token.claim_missing", "W");
        row("N051 no jti, no sub", kAccess, "{'jti':null,'sub':null}",
            "access_token.claim_missing jwt.sub_missing", "WN");
        row("for the client itself", kAccess, "{'aud':'c1'}", "access_token.aud_is_client", "N");
        row("typ says access, claims say id", kAccess, "{'at_hash':'x'}", "jwt.typ_confusion", "W");
        row("no client in an untyped one", kAccess, "{'client_id':null,'scope':'a'}",
            "access_token.client_missing", "N", "{'alg':'RS256'}");
        row("administration for two days", kAccess, "{'exp':NOW+172800,'roles':['reader','Realm-Admin']}",
            "jwt.long_life jwt.admin_long_life", "WW");
        row("administration for ever", kAccess, "{'exp':null,'groups':['system:masters']}",
            "jwt.exp_missing jwt.admin_long_life", "WW");
        row("administration for ten minutes", kAccess, "{'roles':['admin']}", "");
        row("administrivia for two days", kAccess, "{'exp':NOW+172800,'roles':['administrivia.read']}",
            "jwt.long_life", "W");
        // Proofs
        row("N046 typ", kDpop, "{}", "dpop.typ", "E", "{'typ':'JWT','alg':'ES256','jwk':{'kty':'EC'}}");
        row("N046 no key", kDpop, "{}", "dpop.jwk_missing", "E", "{'typ':'dpop+jwt','alg':'ES256'}");
        row("N046 private key", kDpop, "{}", "jws.private_key_in_header", "E",
            "{'typ':'dpop+jwt','alg':'ES256','jwk':{'kty':'EC','d':'x'}}");
        row("N046 shared secret", kDpop, "{}", "jws.shared_secret dpop.algorithm", "NE",
            "{'typ':'dpop+jwt','alg':'HS256','jwk':{'kty':'EC'}}");
        row("N046 no htm, no jti", kDpop, "{'htm':null,'jti':null}", "dpop.claim_missing", "E");
        row("N046 htu with a query", kDpop, "{'htu':'https://as.example/token?a=1'}", "dpop.htu", "E");
        row("N046 htu without a host", kDpop, "{'htu':'/token'}", "dpop.htu", "E");
        row("N046 no ath", kDpop, "{'ath':null}", "dpop.ath_missing", "N");
        row("N046 an hour old", kDpop, "{'iat':NOW-3600}", "dpop.stale", "N");
        // Logout tokens
        row("logout with nonce", kLogout, "{'nonce':'n'}", "logout_token.nonce", "E");
        row("logout of nobody", kLogout, "{'sub':null}", "logout_token.subject", "E");
        row("logout of a session alone", kLogout, "{'sub':null,'sid':'x'}", "");
        row("logout without jti", kLogout, "{'jti':null}", "logout_token.claim_missing", "E");
        row("logout without events", kLogout, "{'events':null}", "logout_token.claim_missing", "E");
        row("logout with another event", kLogout, "{'events':{'x':{}}}", "logout_token.events", "E");
        row("logout, untyped", kLogout, "{}", "logout_token.typ", "N", "{'alg':'RS256','typ':'JWT'}");
        row("logout typed as access token", kLogout, "{'jti':'j'}",
            "jwt.typ_confusion jwt.access_token access_token.claim_missing", "WNW",
            "{'alg':'RS256','typ':'at+jwt'}");
        // Client assertions
        row("assertion without jti", kAssertion, "{'jti':null}", "client_assertion.jti_missing", "W");
        row("assertion for two", kAssertion, "{'aud':['https://a.example','https://b.example']}",
            "client_assertion.aud", "W");
        row("assertion of another", kAssertion, "{'sub':'c2'}", "client_assertion.subject", "E",
            "{'alg':'RS256','typ':'client-authentication+jwt'}");
        // Names
        row("issuer over http", kPlain, "{'iss':'http://x.example'}", "jwt.issuer_http", "W");
        row("issuer on loopback", kPlain, "{'iss':'http://127.0.0.1:8787'}", "");
        row("A198 issuer with Cyrillic a", kPlain, "{'iss':'https://\\u0430pple.example'}",
            "jwt.mixed_script", "W");
        row("A198 issuer in Greek", kPlain, "{'iss':'https://\\u03bb\\u03cc\\u03b3\\u03bf\\u03c2.example'}",
            "");
        row("A283 issuer with a direction", kPlain, "{'iss':'https://x\\u202e.example'}",
            "jwt.hidden_characters", "W");
        row("A283 aud with a zero width space", kPlain, "{'aud':['a','b\\u200bc']}", "jwt.hidden_characters",
            "W");
        row("A076 punycode of Cyrillic a", kPlain, "{'iss':'https://xn--pple-43d.example'}",
            "jwt.issuer_punycode", "W");
        row("A076 honest punycode", kPlain, "{'iss':'https://xn--mnchen-3ya.example'}", "jwt.issuer_punycode",
            "N");
        row("subject is an address", kPlain, "{'sub':'alice@example.com'}", "jwt.sub_email jwt.personal_data",
            "NN");
        // Data
        row("a card", kPlain, "{'pay':{'cards':['4111 1111 1111 1111']}}", "jwt.card_number", "E");
        row("an account", kPlain, "{'account':'DE89 3704 0044 0532 0130 00'}", "jwt.bank_account", "W");
        row("a national number", kPlain, "{'ssn':'219-09-9999'}", "jwt.national_id", "W");
        row("a password", kPlain, "{'user':{'password':'hunter2'}}", "jwt.secret_value", "E");
        row("a private key", kPlain, "{'key':'-----BEGIN PRIVATE KEY-----MC4CAQ'}", "jwt.private_key", "E");
        row("a telephone", kPlain, "{'phone_number':'+1 555 0100'}", "jwt.personal_data", "N");
        // Algorithm and header
        row("HS256 in an id token", kId, "{}", "jws.algorithm_kind", "W", "{'alg':'HS256'}");
        row("HS256 in an id token of this computer", kId, "{'iss':'http://localhost:8080'}",
            "jws.shared_secret", "N", "{'alg':'HS256'}");
        row("N088 HS256 elsewhere", kPlain, "{}", "jws.shared_secret", "N", "{'alg':'HS256'}");
        row("A121 RS256 in small letters", kPlain, "{}", "jws.algorithm_unknown", "E", "{'alg':'rs256'}");
        row("A134 jku and x5u", kPlain, "{}", "jws.key_in_header", "W",
            "{'alg':'RS256','jku':'https://x.example','x5u':'https://x.example'}");
        row("A135 x5c", kPlain, "{}", "jws.key_in_header", "W", "{'alg':'RS256','x5c':['MIIB']}");
    }
    void rule()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, claims);
        QFETCH(QString, codes);
        QFETCH(QString, severities);
        const TokenReport report = inspectJwt(header, claims);
        const QStringList expected = codes.split(u' ', Qt::SkipEmptyParts);
        QCOMPARE(sorted(codesOf(report).split(u' ')), sorted(expected));
        const QStringList added = expected.last(severities.size());
        for (qsizetype i = 0; i < added.size(); ++i) {
            const Finding* finding = findingOf(report, added[i]);
            const QChar letter = QStringLiteral("EWN").at(static_cast<int>(finding->severity));
            QVERIFY2(letter == severities[i], qPrintable(added[i]));
        }
    }

    void keyIds_data() // A136
    {
        QTest::addColumn<QString>("kid");
        QTest::addColumn<QString>("codes");
        const QString odd = QStringLiteral("jws.kid_odd");
        QTest::newRow("A136 path up") << QStringLiteral("../../dev/null") << odd;
        QTest::newRow("A136 path") << QStringLiteral("/dev/null") << odd;
        QTest::newRow("A136 SQL") << QStringLiteral("x' UNION SELECT 'k") << odd;
        QTest::newRow("A136 command") << QStringLiteral("k|sleep 9") << odd;
        QTest::newRow("A136 address") << QStringLiteral("https://evil.example/k") << odd;
        QTest::newRow("A136 NUL") << QStringLiteral("k") + QChar(0) + u'x' << odd;
        QTest::newRow("A136 look-alike")
            << QStringLiteral("key-") + QChar(0x0430) + QStringLiteral("bc") << odd;
        QTest::newRow("A136 too long") << QString(257, u'k') << QStringLiteral("jws.kid");
        QTest::newRow("A136 64 KB") << QString(65536, u'k')
                                    << QStringLiteral("jws.kid jwt.too_large_for_header");
        QTest::newRow("date") << QStringLiteral("2026-01") << QString();
        QTest::newRow("base64") << QStringLiteral("/8IAAAAFm+E/QTG+gFnVxLjWdw8K+61AGrSOuMMF6ebaMj7XO3==")
                                << QString();
        QTest::newRow("base64url") << QStringLiteral("-KI3Q9nNR7bRofxmeZoXqbHZGew--_1eFD_x7tkJqcM")
                                   << QString();
        QTest::newRow("DID") << QStringLiteral("did:web:example.com#key-1") << QString();
    }
    void keyIds()
    {
        QFETCH(QString, kid);
        const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("RS256")},
                                 {QStringLiteral("kid"), kid}};
        const TokenReport report = inspectToken(compact(QJsonDocument(header).toJson(QJsonDocument::Compact),
                                                        jsonText('{' + kPlain.claims + '}'), "x"),
                                                ManualClock().now());
        QTEST(codesOf(report), "codes");
    }

    void size_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("codes");
        const auto withText = [](const Base& base, int size) {
            return '{' + base.claims + ",'text':'" + QByteArray(size, 'x') + "'}";
        };
        QByteArray many = '{' + kPlain.claims;
        for (int i = 0; i < 10'000; ++i)
            many += ",'c" + QByteArray::number(i) + "':1";
        QByteArray audience = "{'iss':'https://x.example','sub':'s1','exp':NOW+600,'iat':NOW-5,'aud':['a'";
        for (int i = 0; i < 60'000; ++i)
            audience += ",'" + QByteArray::number(i) + "'";
        QByteArray roles =
            "{'iss':'https://x.example','sub':'s1','aud':'y','iat':NOW-5,'exp':NOW+172800,'roles':['r'";
        for (int i = 0; i < 60'000; ++i)
            roles += ",'r" + QByteArray::number(i) + "'";
        const QByteArray words =
            "{'iss':'https://x.example','sub':'s1','aud':'y','client_id':'c','iat':NOW-5,"
            "'exp':NOW+172800,'scope':'" +
            QByteArray("a ").repeated(250'000) + "'}";
        QTest::newRow("3 KB") << withText(kId, 2500) << QString();
        QTest::newRow("5 KB in an id token")
            << withText(kId, 3500) << QStringLiteral("jwt.too_large_for_cookie");
        QTest::newRow("A197 a huge claim")
            << withText(kId, 9000) << QStringLiteral("jwt.too_large_for_header jwt.claim_huge");
        QTest::newRow("A197 10,000 claims")
            << many + '}' << QStringLiteral("jwt.too_large_for_header jwt.claims_many");
        QTest::newRow("A197 60,000 audiences")
            << audience + "]}" << QStringLiteral("jwt.too_large_for_header jwt.claim_huge");
        QTest::newRow("A197 60,000 roles")
            << roles + "]}" << QStringLiteral("jwt.too_large_for_header jwt.claim_huge");
        QTest::newRow("A197 a scope of 250,000 words")
            << words
            << QStringLiteral("jwt.long_life jwt.access_token jwt.too_large_for_header jwt.claim_huge");
    }
    void size()
    {
        QFETCH(QByteArray, claims);
        QTEST(codesOf(inspectJwt("{'alg':'RS256'}", claims)), "codes");
    }

    /// A355, A356: the value is in no finding.
    void valuesAreHidden()
    {
        const TokenReport report = inspectJwt(
            "{'alg':'RS256'}",
            "{'card':'4111111111111111','password':'hunter2secret','iban':'DE89370400440532013000'}");
        QCOMPARE(report.findings.size() >= 3, true);
        for (const Finding& finding : report.findings) {
            for (const QStringView value : {u"4111", u"1111", u"hunter2", u"DE89", u"3000"})
                QVERIFY2(!finding.why.contains(value), qPrintable(finding.why));
        }
        QVERIFY(findingOf(report, u"jwt.card_number")->why.contains(u"\"card\""));
    }

    void clockHintSaysHowFar()
    {
        const TokenReport report =
            inspectJwt(kPlain.header, changed(kPlain.claims, objectOf("{'iat':NOW+125}")));
        QVERIFY(findingOf(report, u"jwt.clock_hint")->why.contains(u"at least 2 min 5 s slow"));
    }

    void mixedScriptShowsTheHost()
    {
        const TokenReport report = inspectJwt(
            kPlain.header, changed(kPlain.claims, objectOf("{'iss':'https://\\u0430pple.example'}")));
        QVERIFY(findingOf(report, u"jwt.mixed_script")->why.contains(u"xn--pple-43d.example"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClaimFindingsRulesTest)
#include "claim_findings_rules_test.moc"
