// What an attack may cost: less than 8 MiB of memory and 100 ms of processor time, whatever comes back (A083,
// A109, A111, A117, A192, A204, A318). The server floods from a process of its own, so both are the client's
// alone.
#include "core/base/base64url.h"
#include "core/oauth/token_response.h"
#include "tests/hostile/hostile_world.h"
#include "tests/support/flood_server.h"
#include "tests/support/test_program.h"

#include <QTest>

Q_DECLARE_METATYPE(tessera::test::Flood)
Q_DECLARE_METATYPE(QString (*)(const QByteArray&))

namespace tessera::test {
namespace {

using Judge = QString (*)(const QByteArray&);

constexpr qint64 kMostBytes = 8 * 1024 * 1024;
constexpr qint64 kMostMilliseconds = 100;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kInstrumented = true;
#else
constexpr bool kInstrumented = false;
#endif

const QByteArray kHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

Result<HttpResponse> ask(const QUrl& url, qint64 maxBodyBytes)
{
    HttpRequest request;
    request.url = url;
    request.maxBodyBytes = maxBodyBytes;
    auto http = std::make_shared<HttpClient>();
    return await(http->send(request));
}

QString codeOf(const Result<HttpResponse>& response, qint64 maxBodyBytes)
{
    if (!response)
        return response.error().code;
    const auto object = requireJsonObject(*response, maxBodyBytes);
    return object ? QString() : object.error().code;
}

/// Padded with blanks or filled with members to just below the bound: what is let through is judged in full.
QByteArray filled(const QByteArray& before, const QByteArray& member, const QByteArray& after,
                  qsizetype bytes)
{
    const qsizetype room = bytes - before.size() - after.size();
    return before + member.repeated(room / member.size()) + after;
}

/// Names that differ: "a00000":0,…
QByteArray numbered(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += '"' + QByteArray::number(i, 36) + "\":0,";
    return all;
}

HttpResponse response(const QByteArray& body)
{
    return {200, QUrl(QStringLiteral("https://op.example/")), {{"Content-Type", "application/json"}}, body};
}

QString tokenResponse(const QByteArray& body)
{
    const auto tokens = parseTokenResponse(response(body), TimePoint());
    return tokens ? QString() : tokens.error().code;
}

QString refusal(const QByteArray& body)
{
    HttpResponse refused = response(body);
    refused.status = 400;
    return parseTokenResponse(refused, TimePoint()).error().code;
}

QString discoveryDocument(const QByteArray& body)
{
    const QString issuer = QStringLiteral("https://op.example");
    const auto document = requireJsonObject(response(body), limits::kDiscoveryBytes);
    if (!document)
        return document.error().code;
    const auto metadata = parseMetadata(*document, issuer);
    return metadata ? QString() : metadata.error().code;
}

/// What an ID token costs with the worst keys that are let in: every one is tried.
QString keySet(const QByteArray& body)
{
    const auto keys = JwkSet::parse(body);
    if (!keys)
        return keys.error().code;
    IdTokenCase subject;
    subject.key = subject.key.withKid({});
    const IdTokenVerdict verdict = validateIdToken(subject.token(), *keys, subject.expected);
    return verdict.error ? verdict.error->code : QString();
}

QString idToken(const QByteArray& compact)
{
    const IdTokenCase subject;
    const IdTokenVerdict verdict =
        validateIdToken(SecretString(QByteArray(compact)), subject.keys, subject.expected);
    return verdict.error ? verdict.error->code : QString();
}

/// Keys without a kid, so that each fits every token.
QByteArray rsaKeys(int count, int bits, const QByteArray& exponent)
{
    QByteArray modulus(bits / 8, '\xff');
    QByteArray all = "{\"keys\":[";
    for (int i = 0; i < count; ++i) {
        modulus[5] = static_cast<char>(i);
        modulus[6] = static_cast<char>(i >> 8);
        all += "{\"kty\":\"RSA\",\"n\":\"" + base64urlEncode(modulus) + "\",\"e\":\"" + exponent + "\"},";
    }
    return all.chopped(1) + "]}";
}

void warmUp()
{
    const FloodServer server({kHead + "Content-Length: 2\r\n\r\n{}", {}});
    QVERIFY(ask(server.url(), 1024));
}

} // namespace

class HostileBoundsTest final : public QObject
{
    Q_OBJECT

    static void addRow(const char* name, const char* code, const QByteArray& head,
                       const QByteArray& drip = {})
    {
        QTest::newRow(name) << QString::fromLatin1(code) << Flood{head, drip};
    }

private Q_SLOTS:
    void initTestCase()
    {
        IssuerKeys::shared();
        warmUp();
    }

    void replies_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<Flood>("flood");
        const QByteArray many(64 * 1024, 'x');
        const QByteArray chunked = kHead + "Transfer-Encoding: chunked\r\n\r\n";
        addRow("honest", "", kHead + "Content-Length: 2\r\n\r\n{}");
        addRow("A083 says 100 MB, and sends", "net.too_large", kHead + "Content-Length: 100000000\r\n\r\n",
               many);
        addRow("A109 says 1 TB", "net.too_large", kHead + "Content-Length: 1099511627776\r\n\r\n", many);
        addRow("A083 endless", "net.too_large", kHead + "\r\n", many);
        addRow("A109 endless chunks", "net.too_large", chunked, "10000\r\n" + many + "\r\n");
        addRow("A109 endless chunks of one byte", "net.bad_reply", chunked,
               QByteArray("1\r\nx\r\n").repeated(10'000));
        addRow("A109 one endless chunk", "net.too_large", chunked + "7fffffff\r\n", many);
        addRow("A109 chunk extension without end", "net.bad_reply", chunked + "1;", many);
        addRow("A109 chunk size without end", "net.bad_reply", chunked, QByteArray(64 * 1024, '0'));
        addRow("A083 gzip bomb", "net.bad_reply", kHead + "Content-Encoding: gzip\r\n\r\n", many);
        addRow("A318 header lines without end", "net.bad_reply", "HTTP/1.1 200 OK\r\n",
               QByteArray("X: y\r\n").repeated(10'000));
        addRow("A318 one header line without end", "net.bad_reply", "HTTP/1.1 200 OK\r\nX: ", many);
        addRow("A318 status line without end", "net.bad_reply", "HTTP/1.1 200 ", many);
        addRow("A318 10,000 header lines", "net.bad_reply",
               kHead + QByteArray("X: y\r\n").repeated(10'000) + "\r\n{}");
        addRow("A318 header of 1 MB", "net.bad_reply",
               kHead + "X: " + QByteArray(1'000'000, 'x') + "\r\n\r\n{}");
        addRow("A117 100 times 103", "net.bad_reply",
               QByteArray("HTTP/1.1 103 Early\r\nX: y\r\n\r\n").repeated(100) + kHead +
                   "Content-Length: 2\r\n\r\n{}");
        addRow("A117 103 without end", "net.bad_reply", {},
               QByteArray("HTTP/1.1 103 Early\r\nX: y\r\n\r\n").repeated(1'000));
        addRow("A192 401 with an endless body", "net.too_large",
               "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\n\r\n", many);
        addRow("A192 500 with an endless body", "net.too_large", "HTTP/1.1 500 No\r\nX: y\r\n\r\n", many);
        addRow("A112 redirect with an endless body", "net.too_large",
               "HTTP/1.1 302 No\r\nLocation: /x\r\n\r\n", many);
    }
    void replies()
    {
        QFETCH(Flood, flood);
        const FloodServer server(flood);
        const Spent spent;
        const QString got = codeOf(ask(server.url(), limits::kTokenReplyBytes), limits::kTokenReplyBytes);
        check(spent);
        QTEST(got, "code");
    }

    void documents_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<Judge>("judge");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const char* code, Judge judge, const QByteArray& body) {
            QTest::newRow(name) << QString::fromLatin1(code) << judge << body;
        };
        const QByteArray tokens = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",";
        const QByteArray issuer = "{\"issuer\":\"https://op.example\",";
        const qsizetype million = limits::kTokenReplyBytes;
        const qsizetype half = limits::kDiscoveryBytes;
        row("A109 1 MiB of blanks", "", tokenResponse, filled(tokens + "\"x\":", " ", "0}", million));
        row("A109 1 MiB of text", "", tokenResponse, filled(tokens + "\"x\":\"", "x", "\"}", million));
        row("A109 1 MiB of escapes", "", tokenResponse,
            filled(tokens + "\"x\":\"", "\\u00e9", "\"}", million));
        row("A109 1 MiB of entries", "json.too_many_values", tokenResponse,
            filled(tokens + "\"x\":[", "0,", "0]}", million));
        row("A109 19,000 entries", "", tokenResponse,
            tokens + "\"x\":[" + QByteArray("0,").repeated(19'000) + "0]}");
        row("A197 19,000 members", "", tokenResponse, tokens + numbered(19'000) + "\"access\":0}");
        row("A084 1 MiB of brackets", "json.depth", tokenResponse,
            filled(tokens + "\"x\":", "[", "0}", million));
        row("A102 a number of 1 MiB", "json.number_range", tokenResponse,
            filled(tokens + "\"expires_in\":1", "0", "}", million));
        row("A097 an error with 19,000 members", "invalid_grant", refusal,
            "{\"error\":\"invalid_grant\"," + numbered(19'000) + "\"access\":0}");
        row("A097 an error with 90,000 members", "http.status", refusal,
            "{\"error\":\"invalid_grant\"," + numbered(90'000) + "\"access\":0}");
        row("A103 1 MiB of scope", "token_response.member", tokenResponse,
            filled(tokens + "\"scope\":\"", "a ", "\"}", million));
        row("A083 512 KiB of text", "metadata.missing", discoveryDocument,
            filled(issuer + "\"x\":\"", "x", "\"}", half));
        row("A083 512 KiB of scopes", "json.too_many_values", discoveryDocument,
            filled(issuer + "\"scopes_supported\":[", "\"openid\",", "\"x\"]}", half));
        row("A204 100 keys of RSA 4096", "id_token.signature", keySet, rsaKeys(100, 4096, "AQAB"));
        row("A204 100 keys of RSA 16384", "jwks.empty", keySet, rsaKeys(100, 16384, "AQAB"));
        row("A204 a long exponent", "jwks.empty", keySet, rsaKeys(100, 4096, QByteArray(680, 'A') + "B"));
        row("A204 101 keys", "jwks.too_many_keys", keySet, rsaKeys(101, 2048, "AQAB"));
        row("A204 10,000 keys", "jwks.too_many_keys", keySet,
            "{\"keys\":[" + QByteArray("{\"kty\":\"EC\"},").repeated(10'000).chopped(1) + "]}");
        row("A136 ID token of 64 KiB", "jws.too_large", idToken, QByteArray(64 * 1024 + 1, 'a'));
        row("A128 64 KiB of dots", "jws.parts", idToken, QByteArray(64 * 1024, '.'));
        row("A136 header of 60 KB", "id_token.claim", idToken,
            base64urlEncode("{\"alg\":\"RS256\",\"x\":\"" + QByteArray(30'000, 'x') + "\"}") + ".e30.AAAA");
        row("A176 64 KiB of claims", "id_token.claim", idToken,
            base64urlEncode("{\"alg\":\"RS256\"}") + '.' +
                base64urlEncode('{' + numbered(5'000) + "\"iss\":0}") + ".AAAA");
    }
    void documents()
    {
        QFETCH(Judge, judge);
        QFETCH(QByteArray, body);
        const Spent spent;
        const QString got = judge(body);
        check(spent);
        QTEST(got, "code");
    }

private:
    static void check(const Spent& spent)
    {
        const qint64 milliseconds = spent.milliseconds();
        const qint64 bytes = spent.peakBytes();
        qInfo() << milliseconds << "ms" << bytes / 1024 << "KiB";
        if (kInstrumented)
            return; // what a sanitizer adds is not what a person pays
        QVERIFY2(bytes < kMostBytes, QByteArray::number(bytes).constData());
        QVERIFY2(milliseconds < kMostMilliseconds, QByteArray::number(milliseconds).constData());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileBoundsTest)
#include "hostile_bounds_test.moc"
