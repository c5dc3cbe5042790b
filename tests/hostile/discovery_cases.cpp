// What a provider may say about itself that ends a sign-in before a browser opens (A067 to A092).
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

HostileCase member(const char* name, const char* member, const QJsonValue& value, const QString& code)
{
    const QString key = QString::fromLatin1(member);
    HostileCase row{name, code, Reach::Discovery, {}};
    row.fault.metadata = [key, value](QJsonObject& document) {
        if (value.isUndefined())
            document.remove(key);
        else
            document.insert(key, value);
    };
    return row;
}

/// The issuer or an endpoint, with something behind it.
HostileCase suffixed(const char* name, const char* key, const char* suffix, const QString& code)
{
    const QString memberName = QString::fromLatin1(key);
    const QString text = QString::fromLatin1(suffix);
    HostileCase row{name, code, Reach::Discovery, {}};
    row.fault.metadata = [memberName, text](QJsonObject& document) {
        document.insert(memberName, document.value(memberName).toString() + text);
    };
    return row;
}

HostileCase whole(const char* name, const QString& code,
                  std::function<LoopbackResponse(LoopbackResponse)> change)
{
    HostileCase row{name, code, Reach::Discovery, {}};
    row.fault.discovery = [change](const LoopbackResponse& honest, int) { return change(honest); };
    return row;
}

/// The document itself, as text.
HostileCase text(const char* name, const char* code, const QByteArray& body)
{
    return whole(name, QString::fromLatin1(code),
                 [body](const LoopbackResponse&) { return reply(200, "application/json", body); });
}

HostileCase accepted(HostileCase row)
{
    row.code.clear();
    row.reach = Reach::Token;
    return row;
}

/// The document comes after so many redirects to the same address.
HostileCase afterRedirects(const char* name, int redirects, int status)
{
    HostileCase row{name, {}, Reach::Token, {}};
    row.fault.discovery = [redirects, status](const LoopbackResponse& honest, int nth) {
        if (nth > redirects)
            return honest;
        return reply(status, "text/plain", {}, {{"Location", "/.well-known/openid-configuration"}});
    };
    return row;
}

/// The issuer as it was typed: nothing is asked.
HostileCase typed(const char* name, const char* issuer, const char* code)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Nothing, {}};
    row.request = [issuer](SignInRequest& request) {
        request.registration.issuer = QString::fromUtf8(issuer);
    };
    return row;
}

/// A sign-in goes on with what the document said when it began: it is read once.
HostileCase changed()
{
    HostileCase row{"A090 changed after it was read", {}, Reach::Token, {}};
    row.fault.discovery = [](LoopbackResponse honest, int nth) {
        if (nth > 1)
            honest.body = "{}";
        return honest;
    };
    return row;
}

/// Below HTTP's grammar.
HostileCase bytes(const char* name, const char* code, const QByteArray& sent,
                  HostileReply::Ending ending = HostileReply::Ending::Close)
{
    HostileCase row{name, QString::fromLatin1(code), Reach::Discovery, {}};
    row.fault.discoveryBytes = HostileReply{sent, {}, {}, ending};
    return row;
}

HostileCase silent(const char* name)
{
    HostileCase row = bytes(name, "net.timeout", {}, HostileReply::Ending::KeepOpen);
    row.limits.exchangeTime = std::chrono::milliseconds(300);
    return row;
}

HostileCase redirected(const char* name, int status, const QByteArray& location)
{
    return whole(name, QStringLiteral("net.redirect"), [=](const LoopbackResponse&) {
        return reply(status, "text/plain", {}, {{"Location", location}});
    });
}

HostileCase algorithms(const char* name, const QJsonArray& list)
{
    return member(name, "id_token_signing_alg_values_supported", list,
                  QStringLiteral("id_token.no_common_algorithm"));
}

QList<HostileCase> issuerCases()
{
    const QString mismatch = QStringLiteral("metadata.issuer_mismatch");
    const QString elsewhere = QStringLiteral("https://elsewhere.example");
    return {
        typed("A068 http (A317)", "http://op.example", "issuer.insecure"),
        typed("A068 http to a private address", "http://192.168.0.1", "issuer.insecure"),
        typed("A069 query", "https://op.example?a=b", "issuer.query"),
        typed("A069 fragment", "https://op.example#a", "issuer.fragment"),
        typed("A069 user information", "https://user@op.example", "issuer.user_info"),
        typed("A323 address with a zone", "https://[fe80::1%25eth0]", "issuer.host"),
        member("oidcc-client-test-discovery-issuer-mismatch (A067)", "issuer", elsewhere, mismatch),
        suffixed("A067 trailing slash", "issuer", "/", mismatch),
        suffixed("A067 white space behind", "issuer", " ", mismatch),
        suffixed("A067 explicit port", "issuer", ":443", mismatch),
        suffixed("A067 with more", "issuer", "/tenant", mismatch),
        suffixed("A067 query behind", "issuer", "?", mismatch),
        member("A067 look-alike of an address", "issuer", QStringLiteral("http://127.0.0.1"), mismatch),
        member("A067 empty", "issuer", QString(), QStringLiteral("metadata.member")),
        member("A067 issuer missing", "issuer", QJsonValue::Undefined, QStringLiteral("metadata.missing")),
        member("A080 issuer is an array", "issuer", QJsonArray{elsewhere}, QStringLiteral("metadata.member")),
    };
}

QList<HostileCase> memberCases()
{
    const QString wrongType = QStringLiteral("metadata.member");
    const QString missing = QStringLiteral("metadata.missing");
    const char* challenges = "code_challenge_methods_supported";
    return {
        member("A080 endpoint is a number", "token_endpoint", 7, wrongType),
        member("A080 endpoint is null", "jwks_uri", QJsonValue::Null, wrongType),
        member("A080 endpoint is an object", "userinfo_endpoint", QJsonObject{}, wrongType),
        member("A080 token endpoint missing", "token_endpoint", QJsonValue::Undefined, missing),
        member("A080 authorization endpoint missing", "authorization_endpoint", QJsonValue::Undefined,
               missing),
        member("A080 endpoint is an array", "token_endpoint", QJsonArray{QStringLiteral("x")}, wrongType),
        member("A080 a list is a string", "scopes_supported", QStringLiteral("openid"), wrongType),
        member("A080 a flag is a string", "authorization_response_iss_parameter_supported",
               QStringLiteral("true"), wrongType),
        accepted(member("A081 a string", challenges, QStringLiteral("S256"), {})),
        accepted(member("A081 empty", challenges, QJsonArray{}, {})),
        accepted(member("A081 plain only", challenges, QJsonArray{QStringLiteral("plain")}, {})),
        accepted(member("A081 missing", challenges, QJsonValue::Undefined, {})),
        accepted(member("A091 signed_metadata nobody can check", "signed_metadata",
                        QStringLiteral("e30.e30.x"), {})),
        accepted(member("oidcc-client-test-mtls-endpoint-aliases, without mTLS", "mtls_endpoint_aliases",
                        QJsonObject{{QStringLiteral("token_endpoint"), QStringLiteral("https://x.example/")}},
                        {})),
        member("A082 private_key_jwt only", "token_endpoint_auth_methods_supported",
               QJsonArray{QStringLiteral("private_key_jwt")}, QStringLiteral("client.method_unsupported")),
        algorithms("A092 none only", {QStringLiteral("none")}),
        algorithms("A092 HS256 for a public client", {QStringLiteral("HS256")}),
        algorithms("A092 none and HS256", {QStringLiteral("none"), QStringLiteral("HS256")}),
        algorithms("A092 nothing we know", {QStringLiteral("XX512")}),
    };
}

QList<HostileCase> documentCases()
{
    const QByteArray json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    return {
        accepted(whole("oidcc-client-test-discovery-openid-config", {},
                       [](const LoopbackResponse& honest) { return honest; })),
        accepted(whole("A087 with a charset", {},
                       [](LoopbackResponse honest) {
                           honest.contentType = "application/json; charset=utf-8";
                           return honest;
                       })),
        text("A084 byte order mark", "json.encoding", "\xef\xbb\xbf{}"),
        text("A084 NUL", "json.syntax", QByteArray("{\0}", 3)),
        text("A084 NUL in a string", "json.syntax", QByteArray("{\"a\":\"\0\"}", 9)),
        text("A084 UTF-16", "json.syntax", QByteArray("{\0}\0", 4)),
        text("A084 Latin-1", "json.encoding", "{\"a\":\"\xe9\"}"),
        text("A084 empty", "json.not_an_object", {}),
        bytes("A083 says 100 MB", "net.too_large", json + "Content-Length: 100000000\r\n\r\n"),
        bytes("A083 gzip bomb", "net.bad_reply",
              json + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
        bytes("A089 connection closed", "net.connection_lost", {}),
        bytes("A089 connection reset", "net.connection_lost", {}, HostileReply::Ending::Reset),
        silent("A089 silence"),
        whole("A083 512 KiB and one", QStringLiteral("net.too_large"),
              [](const LoopbackResponse&) {
                  return reply(200, "application/json", QByteArray(512 * 1024 + 1, ' '));
              }),
        whole("A084 issuer twice", QStringLiteral("json.duplicate_name"),
              [](LoopbackResponse honest) {
                  honest.body.replace("{", "{\"issuer\":\"https://elsewhere.example\",");
                  return honest;
              }),
        whole("A084 100,000 brackets", QStringLiteral("json.depth"),
              [](const LoopbackResponse&) {
                  return reply(200, "application/json", "{\"a\":" + QByteArray(100'000, '['));
              }),
        whole("A084 something behind", QStringLiteral("json.syntax"),
              [](LoopbackResponse honest) {
                  honest.body += "{}";
                  return honest;
              }),
        redirected("A085 302 to elsewhere", 302, "https://elsewhere.example/"),
        redirected("A085 301 to elsewhere", 301, "https://elsewhere.example/"),
        redirected("A085 308 to elsewhere", 308, "https://elsewhere.example/"),
        redirected("A085 307 to another port", 307, "http://127.0.0.1:9/"),
        redirected("A085 302 to http (A316)", 302, "http://op.example/"),
        redirected("A085 302 to a file", 302, "file:///etc/hostname"),
        redirected("A085 303 without a Location", 303, {}),
        afterRedirects("A085 301 to the same origin", 1, 301),
        afterRedirects("A085 307 to the same origin", 1, 307),
        afterRedirects("A085 308 to the same origin", 1, 308),
        afterRedirects("A085 three to the same origin", 3, 302),
        redirected("A086 loop", 308, "/.well-known/openid-configuration"),
        whole("A087 text/html", QStringLiteral("http.content_type"),
              [](LoopbackResponse honest) {
                  honest.contentType = "text/html";
                  return honest;
              }),
        whole("A088 captive portal", QStringLiteral("http.content_type"),
              [](const LoopbackResponse&) {
                  return reply(200, "text/html", "<html>Please pay for this network</html>");
              }),
        whole("A089 500", QStringLiteral("http.status"),
              [](LoopbackResponse honest) {
                  honest.status = 500;
                  return honest;
              }),
        whole("A089 404 everywhere", QStringLiteral("discovery.not_found"),
              [](const LoopbackResponse&) { return reply(404, "text/plain", {}); }),
        changed(),
    };
}

} // namespace

QList<HostileCase> discoveryCases()
{
    return issuerCases() + memberCases() + documentCases();
}

} // namespace tessera::test
