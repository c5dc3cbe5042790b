// What a provider may say about itself that ends a sign-in before a browser opens (A067 to A092).
#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>

namespace tessera::test {
namespace {

const QString kEndpoint = QStringLiteral("metadata.endpoint");

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

HostileCase address(const char* name, const char* key, const char* text)
{
    return member(name, key, QString::fromUtf8(text), kEndpoint);
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
    row.fault.discovery = std::move(change);
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

} // namespace

QList<HostileCase> discoveryCases()
{
    const QString mismatch = QStringLiteral("metadata.issuer_mismatch");
    const QString wrongType = QStringLiteral("metadata.member");
    const QString missing = QStringLiteral("metadata.missing");
    const QString elsewhere = QStringLiteral("https://elsewhere.example");
    return {
        member("oidcc-client-test-discovery-issuer-mismatch (A067)", "issuer", elsewhere, mismatch),
        suffixed("A067 trailing slash", "issuer", "/", mismatch),
        suffixed("A067 white space behind", "issuer", " ", mismatch),
        member("A067 issuer missing", "issuer", QJsonValue::Undefined, missing),
        member("A080 issuer is an array", "issuer", QJsonArray{elsewhere}, wrongType),
        address("A070 token endpoint by http", "token_endpoint", "http://elsewhere.example/token"),
        address("A070 authorization endpoint by http", "authorization_endpoint",
                "http://elsewhere.example/a"),
        address("A071 javascript", "authorization_endpoint", "javascript:alert(1)"),
        address("A071 file", "authorization_endpoint", "file:///etc/passwd"),
        address("A071 data", "authorization_endpoint", "data:text/html,x"),
        address("A071 smb", "authorization_endpoint", "smb://host/share"),
        address("A071 ms-settings", "authorization_endpoint", "ms-settings:privacy"),
        address("A071 vbscript", "authorization_endpoint", "vbscript:x"),
        address("A071 UNC path", "authorization_endpoint", "\\\\host\\share"),
        address("A071 relative", "authorization_endpoint", "/authorize"),
        address("A071 empty", "authorization_endpoint", ""),
        address("A071 looks like an option", "authorization_endpoint", "--help"),
        suffixed("A072 fragment", "authorization_endpoint", "#x", kEndpoint),
        suffixed("A073 redirect_uri in the query", "authorization_endpoint", "?redirect_uri=x", kEndpoint),
        suffixed("A073 state in the query", "authorization_endpoint", "?state=x", kEndpoint),
        address("A075 user information", "token_endpoint", "https://op.example:443@evil.example/"),
        address("A075 backslash", "token_endpoint", "https://op.example\\@evil.example/"),
        address("A078 jwks_uri by http", "jwks_uri", "http://elsewhere.example/jwks"),
        address("A078 userinfo is a file", "userinfo_endpoint", "file:///etc/passwd"),
        address("A078 end_session is javascript", "end_session_endpoint", "javascript:alert(1)"),
        address("A079 link-local address", "jwks_uri", "https://169.254.169.254/latest"),
        member("A080 endpoint is a number", "token_endpoint", 7, wrongType),
        member("A080 endpoint is null", "jwks_uri", QJsonValue::Null, wrongType),
        member("A080 endpoint is an object", "userinfo_endpoint", QJsonObject{}, wrongType),
        member("A080 token endpoint missing", "token_endpoint", QJsonValue::Undefined, missing),
        member("A080 authorization endpoint missing", "authorization_endpoint", QJsonValue::Undefined,
               missing),
        member("A082 private_key_jwt only", "token_endpoint_auth_methods_supported",
               QJsonArray{QStringLiteral("private_key_jwt")}, QStringLiteral("client.method_unsupported")),
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
        redirected("A085 307 to another port", 307, "http://127.0.0.1:9/"),
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
        algorithms("A092 none only", {QStringLiteral("none")}),
        algorithms("A092 HS256 for a public client", {QStringLiteral("HS256")}),
    };
}

} // namespace tessera::test
