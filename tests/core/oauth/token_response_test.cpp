// The token endpoint's answer, attack group G4, and what a failed renewal means (A220–A222).
#include "core/oauth/token_response.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const TimePoint kNow = fromUnixSeconds(1767323045);

HttpResponse answer(const QByteArray& body, int status = 200,
                    const QByteArray& type = "application/json;charset=UTF-8")
{
    HttpResponse response;
    response.status = status;
    response.url = QUrl(QStringLiteral("https://op.example/token"));
    response.headers = {{"Content-Type", type}};
    response.body = body;
    return response;
}

/// A good answer with one member replaced, or added, by raw JSON; or left out where that is empty.
QByteArray with(const QByteArray& name, const QByteArray& value)
{
    QList<std::pair<QByteArray, QByteArray>> members{
        {"access_token", R"("at-1")"},   {"token_type", R"("Bearer")"},  {"expires_in", "3600"},
        {"refresh_token", R"("rt+/=")"}, {"scope", R"("openid email")"}, {"id_token", R"("a.b.c")"}};
    bool known = false;
    QByteArray body;
    for (auto& [member, old] : members) {
        if (member == name) {
            old = value;
            known = true;
        }
        if (!old.isEmpty())
            body += (body.isEmpty() ? "\"" : ",\"") + member + "\":" + old;
    }
    if (!known && !name.isEmpty())
        body += ",\"" + name + "\":" + value;
    return "{" + body + "}";
}

const QByteArray kGood = with({}, {});

QString codeOf(const Result<TokenResponse>& parsed)
{
    return parsed ? QString() : parsed.error().code;
}

} // namespace

class TokenResponseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodAnswer()
    {
        const auto tokens = parseTokenResponse(answer(kGood), kNow);
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.revealString(), QStringLiteral("at-1"));
        QCOMPARE(tokens->refreshToken.revealString(), QStringLiteral("rt+/="));
        QCOMPARE(tokens->idToken.revealString(), QStringLiteral("a.b.c"));
        QCOMPARE(*tokens->expiresAt, kNow + Seconds(3600));
        QCOMPARE(*tokens->scope, (QStringList{QStringLiteral("openid"), QStringLiteral("email")}));
        QVERIFY(tokens->remarks.isEmpty());
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("code");
        const QByteArray json = "application/json";
        const auto row = [](const char* name, const QByteArray& body, const char* code, int status = 200,
                            const QByteArray& type = "application/json") {
            QTest::newRow(name) << body << status << type << QString::fromLatin1(code);
        };
        const auto access = [&row](const char* name, const QByteArray& value) {
            row(name, with("access_token", value), "token_response.access_token");
        };
        const auto type = [&row](const char* name, const QByteArray& value, const char* code) {
            row(name, with("token_type", value), code);
        };

        row("good", kGood, "");
        row("N005 unknown members", with("x", R"({"y":[1]})"), "");
        row("A095 HTML with 200", "<html>", "http.content_type", 200, "text/html");
        row("A095 JSON said to be HTML", kGood, "http.content_type", 200, "text/html");
        row("A095 JSON said to be text", kGood, "http.content_type", 200, "text/plain");
        row("A095 no type", kGood, "http.content_type", 200, "");
        row("A095 form", "access_token=x&token_type=bearer", "http.content_type", 200,
            "application/x-www-form-urlencoded");
        row("A096 error with 200", R"({"error":"bad_verification_code"})", "bad_verification_code");
        row("A096 error with 200 and tokens", with("error", R"("access_denied")"), "access_denied");
        row("A096 error of another type", with("error", "7"), "token_response.member");
        row("A097 400 without JSON", "no", "http.status", 400, "text/plain");
        row("A097 500", kGood, "http.status", 500);
        row("A098 201 with tokens", kGood, "token_response.status", 201);
        row("A098 204", "", "token_response.status", 204);
        row("A098 206", kGood, "token_response.status", 206);
        row("304", "", "http.status", 304);
        type("A099 no token_type", "", "token_response.token_type");
        type("A100 BEARER", R"("BEARER")", "");
        type("N009 bEARER", R"("bEARER")", "");
        type("A100 mac", R"("mac")", "token_response.token_type");
        type("A100 N_A", R"("N_A")", "token_response.token_type");
        type("N048 DPoP", R"("DPoP")", "token_response.token_type");
        type("A100 empty", R"("")", "token_response.token_type");
        type("A100 array", R"(["Bearer"])", "token_response.token_type");
        type("A100 null", "null", "token_response.token_type");
        access("A101 missing", "");
        access("A101 empty", R"("")");
        access("A101 null", "null");
        access("A101 number", "7");
        access("A101 array", R"(["a"])");
        access("A101 CR LF", R"("a\r\nX: y")");
        access("A101 NUL", R"("a\u0000b")");
        access("A101 space", R"("a b")");
        access("A101 tab", R"("a\tb")");
        access("A101 not ASCII", R"("\u00fc")");
        access("A101 64 KiB + 1", '"' + QByteArray(64 * 1024 + 1, 'a') + '"');
        row("A101 64 KiB", with("access_token", '"' + QByteArray(64 * 1024, 'a') + '"'), "");
        row("A101 1 MiB", with("access_token", '"' + QByteArray(1024 * 1024, 'a') + '"'), "json.too_large");
        row("A103 control character in scope", with("scope", "\"openid\\u001b[31m\""),
            "token_response.member");
        row("A103 16 KiB of scope", with("scope", '"' + QByteArray(16 * 1024, 'a') + '"'), "");
        row("A103 16 KiB of scope and one", with("scope", '"' + QByteArray(16 * 1024 + 1, 'a') + '"'),
            "token_response.member");
        row("A103 scope is an array", with("scope", R"(["openid"])"), "token_response.member");
        row("A105 refresh_token null", with("refresh_token", "null"), "");
        row("A105 refresh_token empty", with("refresh_token", R"("")"), "");
        row("A105 refresh_token 100 KB", with("refresh_token", '"' + QByteArray(100000, 'a') + '"'),
            "token_response.member");
        row("A105 refresh_token number", with("refresh_token", "7"), "token_response.member");
        row("A105 refresh_token with a newline", with("refresh_token", R"("a\nb")"), "token_response.member");
        row("A107 id_token number", with("id_token", "7"), "token_response.member");
        row("A107 id_token null", with("id_token", "null"), "token_response.member");
        row("A107 id_token empty", with("id_token", R"("")"), "token_response.member");
        row("A107 id_token twice", with("id_token", R"("a.b.c","id_token":"d.e.f")"), "json.duplicate_name");
        row("A108 access_token twice", with("access_token", R"("a","access_token":"b")"),
            "json.duplicate_name");
        row("A113 invalid_client", R"({"error":"invalid_client"})", "invalid_client", 401);
        row("A113 invalid_grant", R"({"error":"invalid_grant"})", "invalid_grant", 400);
        row("A113 unauthorized_client", R"({"error":"unauthorized_client"})", "unauthorized_client", 400);
        row("A113 invalid_scope", R"({"error":"invalid_scope"})", "invalid_scope", 400);
        row("A114 429", R"({"error":"slow_down"})", "http.status", 429);
        row("A118 array", "[]", "json.not_an_object");
        row("A118 string", R"("x")", "json.not_an_object");
        row("A118 number", "7", "json.not_an_object");
        row("A118 nothing", "", "json.not_an_object");
        row("A119 other case", R"({"Access_Token":"a","token_type":"Bearer"})",
            "token_response.access_token");
        row("A084 trailing data", kGood + "x", "json.syntax");
        row("A342 tokens with 400", kGood, "http.status", 400);
    }

    void answers()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QString, code);
        const auto tokens = parseTokenResponse(answer(body, status, type), kNow);
        QCOMPARE(codeOf(tokens), code);
        if (!tokens)
            QCOMPARE(tokens.error().endpoint, QStringLiteral("https://op.example/token"));
    }

    void tokenTypes_data() // N048
    {
        QTest::addColumn<int>("expected");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, TokenType expected, const char* type, const char* code) {
            QTest::newRow(name) << int(expected) << QString::fromLatin1(type) << QString::fromLatin1(code);
        };
        row("DPoP as asked", TokenType::Dpop, "DPoP", "");
        row("fapi2 token-type-case-insensitivity", TokenType::Dpop, "dPOP", "");
        row("bearer as asked", TokenType::Bearer, "bearer", "");
        row("N048 DPoP asked, Bearer came", TokenType::Dpop, "Bearer", "token_response.not_bound");
        row("N048 in any case", TokenType::Dpop, "BEARER", "token_response.not_bound");
        row("DPoP not asked", TokenType::Bearer, "DPoP", "token_response.token_type");
        row("neither", TokenType::Dpop, "N_A", "token_response.token_type");
    }

    void tokenTypes()
    {
        QFETCH(int, expected);
        QFETCH(QString, type);
        QFETCH(QString, code);
        HttpResponse response;
        response.status = 200;
        response.headers = {{"Content-Type", "application/json"}};
        response.body = QByteArray("{\"access_token\":\"at\",\"token_type\":\"") + type.toLatin1() + "\"}";
        const auto tokens = parseTokenResponse(response, fromUnixSeconds(1767323045), TokenType(expected));
        QCOMPARE(tokens ? QString() : tokens.error().code, code);
        if (tokens)
            QVERIFY(tokens->tokenType == TokenType(expected));
    }

    void header() // RFC 6750 section 2.1, RFC 9449 section 7.1
    {
        const auto token = SecretString::fromUtf8("at");
        QVERIFY(accessTokenHeader(TokenType::Bearer, token).equals("Bearer at"));
        QVERIFY(accessTokenHeader(TokenType::Dpop, token).equals("DPoP at"));
    }

    void life_data() // A102, N010
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("seconds"); // -1: unknown
        QTest::addColumn<QString>("remark");
        const qint64 tenYears = 3650LL * 86400;
        const QString invalid = QStringLiteral("token_response.expires_in_invalid");
        const QString capped = QStringLiteral("token_response.expires_in_capped");
        const QString string = QStringLiteral("token_response.expires_in_string");
        const auto row = [](const char* name, const QByteArray& value, qint64 seconds,
                            const QString& remark) { QTest::newRow(name) << value << seconds << remark; };
        row("number", "3600", 3600, {});
        row("one", "1", 1, {});
        row("absent", "", -1, {});
        row("A102 minus one", "-1", -1, invalid);
        row("A102 zero", "0", -1, invalid);
        row("A102 string", R"("3600")", 3600, string);
        row("A102 string of another kind", R"("1h")", -1, invalid);
        row("A102 string with a sign", R"("+3600")", -1, invalid);
        row("A102 string with a fraction", R"("3600.5")", -1, invalid);
        row("A102 empty string", R"("")", -1, invalid);
        row("A102 zero as string", R"("0")", -1, invalid);
        row("A102 endless string", '"' + QByteArray(400, '9') + '"', tenYears, string + u'|' + capped);
        row("A102 fraction", "3600.5", 3600, {});
        row("A102 less than one", "0.5", -1, invalid);
        row("A102 1e20", "1e20", tenYears, capped);
        row("A102 2^31", "2147483648", tenYears, capped);
        row("A102 2^63", "9223372036854775808", tenYears, capped);
        row("A102 ten years", "315360000", tenYears, {});
        row("A102 null", "null", -1, invalid);
        row("A102 true", "true", -1, invalid);
        row("A102 array", "[3600]", -1, invalid);
    }

    void life()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, seconds);
        QFETCH(QString, remark);
        const auto tokens = parseTokenResponse(answer(with("expires_in", value)), kNow);
        QVERIFY(tokens);
        QCOMPARE(tokens->expiresAt.has_value(), seconds >= 0);
        if (tokens->expiresAt)
            QCOMPARE(toUnixSeconds(*tokens->expiresAt), toUnixSeconds(kNow) + seconds);
        QCOMPARE(tokens->remarks.join(u'|'), remark);
    }

    void absentMeansAbsent()
    {
        const auto tokens = parseTokenResponse(answer(R"({"access_token":"a","token_type":"bearer"})"), kNow);
        QVERIFY(tokens);
        QVERIFY(tokens->refreshToken.isEmpty());
        QVERIFY(tokens->idToken.isEmpty());
        QVERIFY(!tokens->expiresAt);
        QVERIFY(!tokens->scope); // N011
    }

    void emptyScopeIsNoScope()
    {
        const auto tokens = parseTokenResponse(answer(with("scope", R"("  ")")), kNow);
        QVERIFY(tokens);
        QCOMPARE(tokens->scope, std::optional<QStringList>(QStringList()));
    }

    void noErrorHoldsAToken()
    {
        for (const QByteArray& body :
             {with("access_token", R"("canary canary")"), with("refresh_token", R"("canary\n")"),
              with("token_type", "7"), kGood + "canary"}) {
            const auto tokens = parseTokenResponse(answer(body), kNow);
            QVERIFY(!tokens);
            QVERIFY(!tokens.error().detail.contains(QStringLiteral("canary")));
            QVERIFY(!tokens.error().detail.contains(QStringLiteral("at-1")));
        }
    }

    void renewalFailures_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, ErrorKind kind, const char* code, RefreshFailure expected) {
            QTest::newRow(name) << int(kind) << QString::fromLatin1(code) << int(expected);
        };
        using enum RefreshFailure;
        row("A221 invalid_grant", ErrorKind::Denied, "invalid_grant", SignInNeeded);
        row("A221 in GitHub's words", ErrorKind::Denied, "bad_refresh_token", SignInNeeded);
        row("A221 in Slack's words", ErrorKind::Denied, "invalid_refresh_token", SignInNeeded);
        row("A221 invalid_client", ErrorKind::Denied, "invalid_client", Misconfigured);
        row("unauthorized_client", ErrorKind::Denied, "unauthorized_client", Misconfigured);
        row("unknown code", ErrorKind::Denied, "gremlins", Misconfigured);
        row("A220 status", ErrorKind::Denied, "http.status", TryAgain);
        row("A220 temporarily_unavailable", ErrorKind::Denied, "temporarily_unavailable", TryAgain);
        row("A220 server_error", ErrorKind::Denied, "server_error", TryAgain);
        row("slow_down", ErrorKind::Denied, "slow_down", TryAgain);
        row("A220 offline", ErrorKind::Offline, "net.host_not_found", TryAgain);
        row("A220 time limit", ErrorKind::Timeout, "net.timeout", TryAgain);
        row("A220 TLS", ErrorKind::Untrusted, "net.tls", TryAgain);
        row("A222 HTML", ErrorKind::Malformed, "http.content_type", TryAgain);
        row("redirect", ErrorKind::Untrusted, "net.redirect", TryAgain);
        row("keychain", ErrorKind::Keychain, "keychain.locked", TryAgain);
        row("configuration", ErrorKind::Configuration, "client.secret_missing", Misconfigured);
        row("A351 our clock", ErrorKind::Configuration, "dpop.clock", Misconfigured);
        row("A349 a loop of nonces", ErrorKind::Denied, "use_dpop_nonce", TryAgain);
        row("cancelled", ErrorKind::Cancelled, "cancelled", Cancelled);
        row("invalid_grant of another kind", ErrorKind::Malformed, "invalid_grant", TryAgain);
    }

    void renewalFailures()
    {
        QFETCH(int, kind);
        QFETCH(QString, code);
        QFETCH(int, expected);
        QCOMPARE(int(classifyRefreshFailure({static_cast<ErrorKind>(kind), code, {}, {}})), expected);
    }

    void renewalAnswers_data() // the same, from the bytes on
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("expected");
        const QByteArray json = "application/json";
        const QByteArray grant = R"({"error":"invalid_grant"})";
        QTest::newRow("A221 400") << 400 << json << grant << int(RefreshFailure::SignInNeeded);
        QTest::newRow("A221 401 (seen in the field)")
            << 401 << json << grant << int(RefreshFailure::SignInNeeded);
        QTest::newRow("A221 403") << 403 << json << QByteArray("{}") << int(RefreshFailure::TryAgain);
        QTest::newRow("A220 500") << 500 << json << grant << int(RefreshFailure::TryAgain);
        QTest::newRow("A220 429") << 429 << json << grant << int(RefreshFailure::TryAgain);
        QTest::newRow("A220 408") << 408 << json << grant << int(RefreshFailure::TryAgain);
        QTest::newRow("A222 200 HTML")
            << 200 << QByteArray("text/html") << QByteArray("<html>") << int(RefreshFailure::TryAgain);
        QTest::newRow("A096 200 invalid_grant") << 200 << json << grant << int(RefreshFailure::SignInNeeded);
    }

    void renewalAnswers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, expected);
        const auto tokens = parseTokenResponse(answer(body, status, type), kNow);
        QVERIFY(!tokens);
        QCOMPARE(int(classifyRefreshFailure(tokens.error())), expected);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenResponseTest)
#include "token_response_test.moc"
