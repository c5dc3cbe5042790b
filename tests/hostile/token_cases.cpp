// What the token endpoint may answer as a whole (A095 to A098, A109 to A118, A318).
#include "tests/hostile/hostile_identity_provider.h"

#include <algorithm>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

using Change = std::function<LoopbackResponse(LoopbackResponse)>;

HostileCase whole(const char* name, const char* code, Change change)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.token = std::move(change);
    return row;
}

HostileCase status(const char* name, int status, const char* code)
{
    return whole(name, code, [status](LoopbackResponse honest) {
        honest.status = status;
        return honest;
    });
}

/// With a Retry-After header: a person at a sign-in is told, and decides (A114).
HostileCase busy(const char* name, int status, const QByteArray& retryAfter)
{
    HostileCase row = whole(name, "http.status", [status, retryAfter](const LoopbackResponse&) {
        return reply(status, "application/json", "{}", {{"Retry-After", retryAfter}});
    });
    row.detail = QStringLiteral("Retry-After: ") +
                 QString::fromLatin1(retryAfter.first(std::min<qsizetype>(retryAfter.size(), 30)));
    return row;
}

HostileCase body(const char* name, const char* code, const QByteArray& text)
{
    return whole(name, code, [text](LoopbackResponse honest) {
        honest.body = text;
        return honest;
    });
}

HostileCase error(const char* name, int status, const char* code)
{
    return whole(name, code, [status, code](const LoopbackResponse&) {
        return jsonReply({{QStringLiteral("error"), QString::fromLatin1(code)}}, status);
    });
}

HostileCase redirected(const char* name, int status)
{
    return whole(name, "net.redirect", [status](const LoopbackResponse&) {
        return reply(status, "text/plain", {}, {{"Location", "/token"}});
    });
}

HostileCase bytes(const char* name, const char* code, const HostileReply& sent)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.tokenBytes = sent;
    return row;
}

HostileReply raw(const QByteArray& text)
{
    return {text, {}, 0ms, HostileReply::Ending::Close};
}

HostileCase drip()
{
    HostileReply sent{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", "{", 20ms,
                      HostileReply::Ending::KeepOpen};
    HostileCase row = bytes("A110 one byte now and then", "net.too_slow", sent);
    row.limits.leastRateWindow = 1s;
    row.limits.leastBytesPerSecond = 1000;
    return row;
}

QList<HostileCase> statusCases()
{
    return {
        whole("A095 HTML with status 200", "http.content_type",
              [](const LoopbackResponse&) { return reply(200, "text/html", "<html>Error</html>"); }),
        error("A096 error with status 200", 200, "bad_verification_code"),
        whole("A097 400 without JSON", "http.status",
              [](const LoopbackResponse&) { return reply(400, "text/plain", "no"); }),
        whole("A097 400 with HTML", "http.status",
              [](const LoopbackResponse&) { return reply(400, "text/html", "<html>no</html>"); }),
        whole("A097 500 with a JSON error", "http.status",
              [](const LoopbackResponse&) {
                  return jsonReply({{QStringLiteral("error"), QStringLiteral("server_error")}}, 500);
              }),
        whole("A116 a cookie", "",
              [](LoopbackResponse honest) {
                  honest.headers += HttpHeader{"Set-Cookie", "session=canary; Path=/"};
                  return honest;
              }),
        status("A098 201", 201, "token_response.status"),
        status("A098 206", 206, "token_response.status"),
        whole("A098 204", "token_response.status",
              [](const LoopbackResponse&) { return reply(204, "application/json", {}); }),
        redirected("A112 302", 302),
        redirected("A112 307", 307),
        redirected("A112 308", 308),
        redirected("A112 301", 301),
        redirected("A112 303", 303),
        error("A113 invalid_client", 401, "invalid_client"),
        error("A113 invalid_grant", 400, "invalid_grant"),
        error("A113 unauthorized_client", 400, "unauthorized_client"),
        error("A113 invalid_scope", 400, "invalid_scope"),
        error("A113 invalid_request", 400, "invalid_request"),
        error("A113 unsupported_grant_type", 400, "unsupported_grant_type"),
        status("A114 429", 429, "http.status"),
        busy("A114 429 in 120 s", 429, "120"),
        busy("A114 503 with a date", 503, "Fri, 02 Jan 2026 03:05:05 GMT"),
        busy("A114 503, less than nothing", 503, "-5"),
        busy("A114 503 in thirty years", 503, "1000000000"),
        busy("A114 429 with nonsense", 429, "soon, perhaps; or later than that, nobody can say when"),
        status("A114 503", 503, "http.status"),
        status("A089 500 with tokens", 500, "http.status"),
    };
}

QList<HostileCase> textCases()
{
    return {
        body("A118 string", "json.not_an_object", "\"access_token\""),
        body("A118 number", "json.not_an_object", "7"),
        body("A118 null", "json.not_an_object", "null"),
        whole("A118 array", "json.not_an_object",
              [](LoopbackResponse honest) {
                  honest.body = '[' + honest.body + ']';
                  return honest;
              }),
        whole("A118 nothing", "json.not_an_object",
              [](LoopbackResponse honest) {
                  honest.body.clear();
                  return honest;
              }),
        whole("A109 1 MiB and one", "net.too_large",
              [](LoopbackResponse honest) {
                  honest.body += QByteArray(1024 * 1024 + 1 - honest.body.size(), ' ');
                  return honest;
              }),
    };
}

/// Below HTTP's grammar: sent by a server that has none.
QList<HostileCase> byteCases()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray plain = head + "Content-Length: 2\r\n\r\n{}";
    HostileReply endless{head + "\r\n", QByteArray(64 * 1024, ' '), 0ms, HostileReply::Ending::KeepOpen};
    HostileReply reset{{}, {}, 0ms, HostileReply::Ending::Reset};
    return {
        bytes("A109 says 1 TB", "net.too_large", raw(head + "Content-Length: 1099511627776\r\n\r\n{")),
        bytes("A109 endless", "net.too_large", endless),
        drip(),
        bytes("A111 cut off", "net.truncated", raw(head + "Content-Length: 100\r\n\r\n{\"a\":")),
        bytes("A111 chunk cut off", "net.truncated", raw(head + "Transfer-Encoding: chunked\r\n\r\n9\r\n{}")),
        bytes("A111 no chunk at all", "net.bad_reply",
              raw(head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n")),
        bytes("A111 gzip cut off", "net.bad_reply",
              raw(head + "Content-Encoding: gzip\r\nContent-Length: 99\r\n\r\n\x1f\x8b")),
        bytes("A318 two answers in one", "token_response.token_type", raw(plain + plain)),
        bytes("A318 two Content-Length", "net.bad_reply",
              raw(head + "Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}")),
        bytes("A318 header of 1 MB", "net.bad_reply",
              raw(head + "X: " + QByteArray(1'000'000, 'x') + "\r\n\r\n{}")),
        bytes("A318 10,000 headers", "net.bad_reply",
              raw(head + QByteArray("X: y\r\n").repeated(10'000) + "\r\n{}")),
        bytes("A111 gzip that was not asked for", "net.bad_reply",
              raw(head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")),
        bytes("A111 brotli nobody knows", "net.bad_reply",
              raw(head + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}")),
        bytes("A115 connection lost after the request", "net.connection_lost", reset),
        bytes("A115 closed without a word", "net.connection_lost", raw({})),
    };
}

/// A server that takes any verifier gives itself away to a probe only, and an ordinary sign-in probes nobody:
/// one request, with the right verifier.
QList<HostileCase> verifierCases()
{
    HostileCase row{"A060 the verifier is not checked", {}, Reach::Token, {}};
    row.fault.acceptsAnyCode = true;
    row.fault.authenticates = [](const LoopbackRequest&, const FormFields& form) {
        return valueOf(form, u"code_verifier").size() == 43;
    };
    return {row};
}

} // namespace

QList<HostileCase> tokenCases()
{
    return statusCases() + textCases() + byteCases() + verifierCases();
}

} // namespace tessera::test
