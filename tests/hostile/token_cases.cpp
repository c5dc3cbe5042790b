// What the token endpoint may answer (A095 to A119).
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

using Change = std::function<LoopbackResponse(LoopbackResponse)>;

HostileCase member(const char* name, const char* key, const QJsonValue& value, const char* code)
{
    const QString member = QString::fromLatin1(key);
    HostileCase row{name, QString::fromLatin1(code), Reach::Token, {}};
    row.fault.tokenMembers = [member, value](QJsonObject& body) {
        if (value.isUndefined())
            body.remove(member);
        else
            body.insert(member, value);
    };
    return row;
}

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

HostileCase error(const char* name, int status, const char* code)
{
    return whole(name, code, [status, code](const LoopbackResponse&) {
        return jsonReply({{QStringLiteral("error"), QString::fromLatin1(code)}}, status);
    });
}

HostileCase text(const char* name, const char* code, const QByteArray& before, const QByteArray& after)
{
    return whole(name, code, [before, after](LoopbackResponse honest) {
        honest.body.replace(before, after);
        return honest;
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

const QJsonValue kGone(QJsonValue::Undefined);

QList<HostileCase> statusCases()
{
    return {
        whole("A095 HTML with status 200", "http.content_type",
              [](const LoopbackResponse&) { return reply(200, "text/html", "<html>Error</html>"); }),
        error("A096 error with status 200", 200, "bad_verification_code"),
        whole("A097 400 without JSON", "http.status",
              [](const LoopbackResponse&) { return reply(400, "text/plain", "no"); }),
        status("A098 201", 201, "token_response.status"),
        status("A098 206", 206, "token_response.status"),
        whole("A098 204", "token_response.status",
              [](const LoopbackResponse&) { return reply(204, "application/json", {}); }),
        redirected("A112 302", 302),
        redirected("A112 307", 307),
        redirected("A112 308", 308),
        error("A113 invalid_client", 401, "invalid_client"),
        error("A113 invalid_grant", 400, "invalid_grant"),
        error("A113 unauthorized_client", 400, "unauthorized_client"),
        error("A113 invalid_scope", 400, "invalid_scope"),
        status("A114 429", 429, "http.status"),
        status("A114 503", 503, "http.status"),
        status("A089 500 with tokens", 500, "http.status"),
    };
}

QList<HostileCase> memberCases()
{
    const char* type = "token_response.token_type";
    const char* access = "token_response.access_token";
    const char* other = "token_response.member";
    const auto string = [](const char* value) { return QJsonValue(QString::fromLatin1(value)); };
    return {
        member("A099 token_type missing", "token_type", kGone, type),
        member("A100 mac", "token_type", string("mac"), type),
        member("A100 N_A", "token_type", string("N_A"), type),
        member("A100 empty", "token_type", string(""), type),
        member("A100 array", "token_type", QJsonArray{string("Bearer")}, type),
        member("N048 DPoP nobody asked for", "token_type", string("DPoP"), type),
        member("fapi2 token-type-case-insensitivity (A100)", "token_type", string("BEARER"), ""),
        member("A101 missing", "access_token", kGone, access),
        member("A101 empty", "access_token", string(""), access),
        member("A101 null", "access_token", QJsonValue::Null, access),
        member("A101 number", "access_token", 7, access),
        member("A101 line break", "access_token", string("a\r\nX-Evil: 1"), access),
        member("A101 blank", "access_token", string("a b"), access),
        member("A101 outside ASCII", "access_token", QString(u'é'), access),
        member("A101 100 KB", "access_token", QString(100'000, u'a'), access),
        member("fapi2 token-endpoint-response-without-expires_in (A102)", "expires_in", kGone, ""),
        member("A102 -1", "expires_in", -1, ""),
        member("A102 string", "expires_in", string("3600"), ""),
        member("A102 1e20", "expires_in", 1e20, ""),
        member("A102 null", "expires_in", QJsonValue::Null, ""),
        member("A102 true", "expires_in", true, ""),
        member("A103 narrower scope", "scope", string("openid"), ""),
        member("A103 scope with a control character", "scope", string("openid\x1b[2J"), other),
        member("A104 no refresh token", "refresh_token", kGone, ""),
        member("A105 empty refresh token", "refresh_token", string(""), ""),
        member("A105 refresh token is a number", "refresh_token", 7, other),
        member("A106 no ID token", "id_token", kGone, "token_response.id_token"),
        member("A107 ID token is a number", "id_token", 7, other),
        member("A107 ID token is null", "id_token", QJsonValue::Null, other),
        member("N005 unknown members", "x", QJsonObject{}, ""),
    };
}

QList<HostileCase> textCases()
{
    return {
        text("A107 ID token twice", "json.duplicate_name", "{", "{\"id_token\":\"a.b.c\","),
        text("A108 access token twice", "json.duplicate_name", "{", "{\"access_token\":\"other\","),
        text("A119 names in other case", "token_response.access_token", "\"access_token\"",
             "\"Access_Token\""),
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
    HostileReply endless{head + "\r\n", QByteArray(64 * 1024, ' '), 0ms, HostileReply::Ending::KeepOpen};
    HostileReply reset{{}, {}, 0ms, HostileReply::Ending::Reset};
    return {
        bytes("A109 says 1 TB", "net.too_large", raw(head + "Content-Length: 1099511627776\r\n\r\n{")),
        bytes("A109 endless", "net.too_large", endless),
        drip(),
        bytes("A111 cut off", "net.truncated", raw(head + "Content-Length: 100\r\n\r\n{\"a\":")),
        bytes("A111 gzip that was not asked for", "net.bad_reply",
              raw(head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")),
        bytes("A111 brotli nobody knows", "net.bad_reply",
              raw(head + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}")),
        bytes("A115 connection lost after the request", "net.connection_lost", reset),
        bytes("A115 closed without a word", "net.connection_lost", raw({})),
    };
}

} // namespace

QList<HostileCase> tokenCases()
{
    return statusCases() + memberCases() + textCases() + byteCases();
}

} // namespace tessera::test
