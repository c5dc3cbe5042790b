// The redirect's query against one pending request: A001–A013, A042–A044, A051–A056, A063, A064. Answers as a
// token (JARM) end here with the same questions; what is asked of the token alone: signed_response_test.
#include "core/oauth/authorization_response.h"

#include "tests/core/oauth/signed_response_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

struct Seen
{
    QString what; ///< "ignore", "refuse", "code"
    QString code; ///< the reason, or the authorization code
    Error error;
};

Seen see(const AuthorizationVerdict& verdict)
{
    if (const auto* ignored = std::get_if<IgnoreResponse>(&verdict))
        return {QStringLiteral("ignore"), ignored->code, {}};
    if (const auto* refused = std::get_if<RefuseResponse>(&verdict))
        return {QStringLiteral("refuse"), refused->error.code, refused->error};
    return {QStringLiteral("code"), std::get<AuthorizationCode>(verdict).code().revealString(), {}};
}

} // namespace

class AuthorizationResponseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<bool>("issRequired");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& query, const char* what, const char* code,
                            bool issRequired = false) {
            QTest::newRow(name) << query << issRequired << QString::fromLatin1(what)
                                << QString::fromLatin1(code);
        };
        const QByteArray iss = "iss=https%3A%2F%2Fop.example";
        const auto withIss = [&row](const char* name, const QByteArray& value) {
            row(name, "code=c&state=6f3a9d&iss=" + value, "refuse", "response.iss_mismatch");
        };

        row("good", "code=SplxlOBeZQQYbYS6WxSbIA&state=6f3a9d", "code", "SplxlOBeZQQYbYS6WxSbIA");
        row("A001 wrong state", "code=c&state=6f3a9e", "ignore", "response.state_mismatch");
        row("A001 shorter state", "code=c&state=6f3a9", "ignore", "response.state_mismatch");
        row("A001 longer state", "code=c&state=6f3a9dd", "ignore", "response.state_mismatch");
        row("A001 empty state", "code=c&state=", "ignore", "response.state_mismatch");
        row("A002 missing state", "code=c", "ignore", "response.state_missing");
        row("A002 nothing at all", "", "ignore", "response.state_missing");
        row("A003 state twice, both right", "code=c&state=6f3a9d&state=6f3a9d", "ignore",
            "response.state_repeated");
        row("A003 state twice, one wrong", "code=c&state=6f3a9d&state=x", "ignore",
            "response.state_repeated");
        row("A004 wrong in the last character", "code=c&state=6f3a9c", "ignore", "response.state_mismatch");
        row("A007 empty code", "code=&state=6f3a9d", "ignore", "response.code_missing");
        row("A007 no code", "state=6f3a9d", "ignore", "response.code_missing");
        row("A007 empty error", "error=&state=6f3a9d", "ignore", "response.code_missing");
        row("A008 code twice", "code=c&code=d&state=6f3a9d", "refuse", "response.repeated");
        row("A008 code twice, wrong state", "code=c&code=d&state=x", "ignore", "response.state_mismatch");
        row("A009 code and error", "code=c&error=access_denied&state=6f3a9d", "refuse",
            "response.code_and_error");
        row("A009 code and empty error", "code=c&error=&state=6f3a9d", "refuse", "response.code_and_error");
        row("A010 declined, wrong state", "error=access_denied&state=x", "ignore", "response.state_mismatch");
        row("A010 declined, no state", "error=access_denied", "ignore", "response.state_missing");
        row("A011 declined", "error=access_denied&state=6f3a9d", "refuse", "access_denied");
        row("A012 unknown error", "error=gremlins&state=6f3a9d", "refuse", "gremlins");
        row("A012 error posing as ours", "error=id_token.expired&state=6f3a9d", "refuse", "oauth.error_code");
        row("A012 error twice", "error=a&error=b&state=6f3a9d", "refuse", "response.repeated");
        row("A013 error_uri is not used", "error=server_error&error_uri=javascript:alert(1)&state=6f3a9d",
            "refuse", "server_error");
        row("A042 cut escape", "code=c%2&state=6f3a9d", "ignore", "response.encoding");
        row("A042 no hex", "code=c%zz&state=6f3a9d", "ignore", "response.encoding");
        row("A042 NUL", "code=c%00&state=6f3a9d", "ignore", "response.encoding");
        row("A042 %u0041", "code=%u0041&state=6f3a9d", "ignore", "response.encoding");
        row("A042 overlong UTF-8", "code=%c0%af&state=6f3a9d", "ignore", "response.encoding");
        row("A042 plus is a space", "code=a+b&state=6f3a9d", "code", "a b");
        row("A042 %2B is a plus", "code=a%2Bb%2F%3D&state=6f3a9d", "code", "a+b/=");
        row("A042 decoded once", "code=%2526&state=6f3a9d", "code", "%26");
        row("A042 split before decoding (F10)", "code=a%26state%3Dx&state=6f3a9d", "code", "a&state=x");
        row("A042 escaped state", "code=c&state=%36f3a9d", "code", "c");
        row("A042 too many fields", "code=c&state=6f3a9d" + QByteArray("&x=1").repeated(64), "ignore",
            "response.encoding");
        row("A043 STATE", "code=c&STATE=6f3a9d", "ignore", "response.state_missing");
        row("A043 Code", "Code=c&state=6f3a9d", "ignore", "response.code_missing");
        row("A044 16 KiB code", "state=6f3a9d&code=" + QByteArray(16 * 1024, 'c'), "refuse", "response.code");
        row("A044 8 KiB + 1 code", "state=6f3a9d&code=" + QByteArray(8 * 1024 + 1, 'c'), "refuse",
            "response.code");
        row("A044 control character", "code=c%0A&state=6f3a9d", "refuse", "response.code");
        row("A044 DEL", "code=c%7F&state=6f3a9d", "refuse", "response.code");
        row("A044 not ASCII", "code=%C3%BC&state=6f3a9d", "refuse", "response.code");
        withIss("A051 another issuer", "https%3A%2F%2Fevil.example");
        row("A051 another issuer, announced", "code=c&state=6f3a9d&iss=https%3A%2F%2Fevil.example", "refuse",
            "response.iss_mismatch", true);
        row("A052 iss missing", "code=c&state=6f3a9d", "refuse", "response.iss_missing", true);
        row("A052 iss there", "code=c&state=6f3a9d&" + iss, "code", "c", true);
        row("A053 not announced, equal", "code=c&state=6f3a9d&" + iss, "code", "c");
        withIss("A053 not announced, empty", "");
        row("A054 iss twice", "code=c&state=6f3a9d&" + iss + "&" + iss, "refuse", "response.repeated");
        withIss("A055 trailing slash", "https%3A%2F%2Fop.example%2F");
        withIss("A055 case", "https%3A%2F%2FOP.example");
        withIss("A055 scheme case", "HTTPS%3A%2F%2Fop.example");
        withIss("A055 default port", "https%3A%2F%2Fop.example%3A443");
        withIss("A055 escaped once more", "https%3A%2F%2Fop%252Eexample");
        withIss("A055 punycode", "https%3A%2F%2Fxn--op-example");
        row("A056 iss missing on an error", "error=access_denied&state=6f3a9d", "ignore",
            "response.iss_missing", true);
        row("A056 iss on an error", "error=access_denied&state=6f3a9d&" + iss, "refuse", "access_denied",
            true);
        row("N042 wrong iss on an error", "error=access_denied&state=6f3a9d&iss=x", "refuse",
            "response.iss_mismatch", true);
        row("A063 others are ignored",
            "session_state=x&scope=openid&scope=email&hd=op.example&code=c&state=6f3a9d", "code", "c");
        row("A064 a response not asked for", "response=eyJhbGciOiJub25lIn0..&state=6f3a9d", "ignore",
            "response.code_missing");
    }

    void verdicts()
    {
        QFETCH(QByteArray, query);
        QFETCH(bool, issRequired);
        QFETCH(QString, what);
        QFETCH(QString, code);
        const Seen seen = see(validateAuthorizationResponse(query, exampleRequest(issRequired)));
        QCOMPARE(seen.code, code);
        QCOMPARE(seen.what, what);
        if (what == u"refuse")
            QCOMPARE(seen.error.endpoint, QStringLiteral("https://op.example"));
    }

    void signedVerdicts_data() // A064, asked for
    {
        QTest::addColumn<SignedResponseChange>("change");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* what, const char* code,
                            const SignedResponseChange& change) {
            QTest::newRow(name) << change << QString::fromLatin1(what) << QString::fromLatin1(code);
        };
        const auto query = [&row](const char* name, const char* what, const char* code,
                                  std::function<QByteArray(QByteArray)> edit) {
            row(name, what, code, [edit = std::move(edit)](auto& c) { c.editQuery = edit; });
        };
        const auto instead = [&query](const char* name, const char* what, const char* code,
                                      const QByteArray& other) {
            query(name, what, code, [other](const QByteArray&) { return other; });
        };
        row("good", "code", "c", [](auto&) {});
        // Nobody's: the sign-in goes on waiting.
        row("A001 state of another sign-in inside", "ignore", "response.state_mismatch",
            [](auto& c) { c.set(u"state", QStringLiteral("6f3a9e")); });
        row("A002 no state inside", "ignore", "response.state_missing", [](auto& c) { c.drop(u"state"); });
        row("A002 state is a number", "ignore", "response.state_missing",
            [](auto& c) { c.set(u"state", 7); });
        query("A002 state outside the token only", "ignore", "response.state_missing", [](const QByteArray&) {
            SignedResponseCase other;
            other.drop(u"state");
            return "state=6f3a9d&" + other.query();
        });
        row("A003 state twice inside", "ignore", "response.unreadable", [](auto& c) {
            c.editClaims = [](QByteArray text) { return text.replace("{", "{\"state\":\"6f3a9d\","); };
        });
        row("A001 wrong state, wrong signature", "ignore", "response.state_mismatch", [](auto& c) {
            c.set(u"state", QStringLiteral("x"));
            c.key = IssuerKeys::shared().stranger;
        });
        instead("no token", "ignore", "response.unreadable", "response=hello");
        instead("an empty one", "ignore", "response.unreadable", "response=");
        row("cut off", "ignore", "response.unreadable",
            [](auto& c) { c.editToken = [](const QByteArray& t) { return t.first(t.lastIndexOf('.')); }; });
        row("A139 of 64 KiB and more", "ignore", "response.unreadable",
            [](auto& c) { c.set(u"pad", QString(64 * 1024, u'x')); });
        row("encrypted, where that is not registered", "ignore", "response.unreadable", [](auto& c) {
            c.editToken = [](const QByteArray& t) {
                return *encryptCompact(t, Key::generateEc(u"P-256"), u"ECDH-ES", u"A256GCM",
                                       {{QStringLiteral("cty"), QStringLiteral("JWT")}});
            };
        });
        query("twice, and of strangers", "ignore", "response.unreadable",
              [](const QByteArray&) { return QByteArray("response=a&response=b"); });
        instead("neither", "ignore", "response.state_missing", "code=c");
        // Ours, and bad.
        instead("plain where a token was asked for", "refuse", "response.not_signed", "code=c&state=6f3a9d");
        instead("plain, of a stranger", "ignore", "response.state_mismatch", "code=c&state=x");
        instead("a plain error", "refuse", "response.not_signed", "error=access_denied&state=6f3a9d");
        query("twice", "refuse", "response.repeated", [](QByteArray q) { return q + '&' + q; });
        query("twice, one of a stranger", "refuse", "response.repeated",
              [](QByteArray q) { return "response=x&" + q; });
        row("ensure-jarm-with-invalid-sig-fails", "refuse", "response.signature",
            [](auto& c) { c.key = IssuerKeys::shared().stranger; });
        row("ensure-jarm-signature-is-not-none", "refuse", "response.alg",
            [](auto& c) { c.signWithNobody("none"); });
        row("ensure-jarm-with-invalid-iss-fails", "refuse", "response.iss_mismatch",
            [](auto& c) { c.set(u"iss", QStringLiteral("https://evil.example")); });
        row("ensure-jarm-without-aud-fails", "refuse", "response.aud_mismatch",
            [](auto& c) { c.drop(u"aud"); });
        row("ensure-jarm-with-expired-exp-fails", "refuse", "response.expired",
            [](auto& c) { c.clock->setWallClock(c.clock->now() + Seconds(180)); });
        // Ours and good: what is inside is judged as if it had come plain.
        row("A007 no code", "ignore", "response.code_missing", [](auto& c) { c.drop(u"code"); });
        row("A007 code is null", "refuse", "response.claim", [](auto& c) { c.set(u"code", QJsonValue()); });
        row("A008 code is a list", "refuse", "response.claim", [](auto& c) {
            c.set(u"code", QJsonArray{QStringLiteral("c"), QStringLiteral("d")});
        });
        row("A009 code and error", "refuse", "response.code_and_error",
            [](auto& c) { c.set(u"error", QStringLiteral("access_denied")); });
        row("A011 declined", "refuse", "access_denied", [](auto& c) {
            c.drop(u"code");
            c.set(u"error", QStringLiteral("access_denied"));
        });
        row("A012 error posing as ours", "refuse", "oauth.error_code", [](auto& c) {
            c.drop(u"code");
            c.set(u"error", QStringLiteral("id_token.expired"));
        });
        row("A044 control character in the code", "refuse", "response.code",
            [](auto& c) { c.set(u"code", QStringLiteral("c\n")); });
        row("A052 iss announced, and inside", "code", "c", [](auto& c) { c.request.issRequired = true; });
        row("A063 other claims are ignored", "code", "c", [](auto& c) {
            c.set(u"session_state", QStringLiteral("x"));
            c.set(u"scope", 7);
        });
        query("what is beside it counts for nothing", "code", "c",
              [](QByteArray q) { return "code=evil&error=x&iss=https%3A%2F%2Fevil.example&state=x&" + q; });
    }

    void signedVerdicts()
    {
        QFETCH(SignedResponseChange, change);
        QFETCH(QString, what);
        SignedResponseCase test;
        change(test);
        const Seen seen = see(test.verdict());
        QTEST(seen.code, "code");
        QCOMPARE(seen.what, what);
        if (what == u"refuse")
            QCOMPARE(seen.error.endpoint, QStringLiteral("https://op.example"));
        QVERIFY2(!seen.error.detail.contains(u"6f3a9d"), qPrintable(seen.error.detail));
    }

    void aTokenNobodyAskedFor() // A064
    {
        SignedResponseCase test;
        test.request.signedResponse.reset();
        QCOMPARE(see(test.verdict()).code, QStringLiteral("response.not_asked"));
        test.set(u"state", QStringLiteral("x"));
        QCOMPARE(see(test.verdict()).code, QStringLiteral("response.state_missing"));
        // Beside a plain answer it is one of the parameters that nobody knows.
        test.editQuery = [](const QByteArray& q) { return q + "&code=d&state=6f3a9d"; };
        QCOMPARE(see(test.verdict()).code, QStringLiteral("d"));
    }

    void whatAPlainAnswerSaidIsTold()
    {
        SignedResponseCase test;
        test.editQuery = [](const QByteArray&) {
            return QByteArray("error=unsupported_response_mode%1B&state=6f3a9d");
        };
        QCOMPARE(see(test.verdict()).error.detail,
                 QStringLiteral("It says unsupported_response_mode\\u{001b}."));
    }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("kind");
        QTest::newRow("A011") << QByteArray("error=access_denied&state=6f3a9d") << int(ErrorKind::Denied);
        QTest::newRow("A008") << QByteArray("code=c&code=c&state=6f3a9d") << int(ErrorKind::Untrusted);
        QTest::newRow("A009") << QByteArray("code=c&error=x&state=6f3a9d") << int(ErrorKind::Untrusted);
        QTest::newRow("A051") << QByteArray("code=c&iss=x&state=6f3a9d") << int(ErrorKind::Untrusted);
        QTest::newRow("A044") << QByteArray("code=%0A&state=6f3a9d") << int(ErrorKind::Malformed);
    }

    void kinds()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, kind);
        QCOMPARE(int(see(validateAuthorizationResponse(query, exampleRequest())).error.kind), kind);
    }

    void descriptionIsPrintable() // A012
    {
        const QByteArray query = "state=6f3a9d&error=access_denied&error_description=%1B%5B31m%E2%80%AE" +
                                 QByteArray(1000, 'x') + "&error_uri=https%3A%2F%2Fevil.example";
        const Error error = see(validateAuthorizationResponse(query, exampleRequest())).error;
        QVERIFY(error.detail.startsWith(QStringLiteral("\\u{001b}[31m\\u{202e}xx")));
        QVERIFY(error.detail.size() < 330);
        QVERIFY(!error.detail.contains(QStringLiteral("evil"))); // A013
    }

    void detailsHoldNeitherCodeNorState()
    {
        const Error error =
            see(validateAuthorizationResponse("code=canary%0A&state=6f3a9d", exampleRequest())).error;
        QVERIFY(!error.detail.contains(QStringLiteral("canary")));
        QVERIFY(!error.detail.contains(QStringLiteral("6f3a9d")));
    }

    void eachRequestTakesOnlyItsOwn() // A005
    {
        AuthorizationRequest first = exampleRequest();
        AuthorizationRequest second = exampleRequest();
        second.state = "another";
        const QByteArray query = "code=c&state=another";
        QCOMPARE(see(validateAuthorizationResponse(query, first)).what, QStringLiteral("ignore"));
        QCOMPARE(see(validateAuthorizationResponse(query, second)).what, QStringLiteral("code"));
    }

    void withoutAStateNothingIsTaken()
    {
        AuthorizationRequest request = exampleRequest();
        request.state.clear();
        QCOMPARE(see(validateAuthorizationResponse("code=c&state=", request)).what, QStringLiteral("ignore"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::AuthorizationResponseTest)
#include "authorization_response_test.moc"
