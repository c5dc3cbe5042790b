// The redirect's query against one pending request: A001–A013, A042–A044, A051–A056, A063, A064.
#include "core/oauth/authorization_response.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

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
