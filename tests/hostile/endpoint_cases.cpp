// Addresses a provider may claim as its own that end a sign-in before a browser opens (A070 to A079, A323).
#include "tests/hostile/hostile_identity_provider.h"

namespace tessera::test {
namespace {

const QString kEndpoint = QStringLiteral("metadata.endpoint");

HostileCase address(const char* name, const char* key, const QByteArray& text)
{
    const QString member = QString::fromLatin1(key);
    HostileCase row{name, kEndpoint, Reach::Discovery, {}};
    row.fault.metadata = [member, text](QJsonObject& document) {
        document.insert(member, QString::fromUtf8(text));
    };
    row.detail = member;
    return row;
}

/// The honest address with something behind it.
HostileCase suffixed(const char* name, const char* key, const char* suffix)
{
    const QString member = QString::fromLatin1(key);
    const QString text = QString::fromLatin1(suffix);
    HostileCase row{name, kEndpoint, Reach::Discovery, {}};
    row.fault.metadata = [member, text](QJsonObject& document) {
        document.insert(member, document.value(member).toString() + text);
    };
    return row;
}

HostileCase accepted(HostileCase row)
{
    row.code.clear();
    row.reach = Reach::Token;
    return row;
}

QList<HostileCase> browserCases()
{
    const char* key = "authorization_endpoint";
    return {
        address("A070 authorization endpoint by http", key, "http://elsewhere.example/a"),
        address("A071 javascript", key, "javascript:alert(1)"),
        address("A071 javascript with slashes", key, "javascript://op.example/%0aalert(1)"),
        address("A071 file", key, "file:///etc/passwd"),
        address("A071 data", key, "data:text/html,x"),
        address("A071 smb", key, "smb://host/share"),
        address("A071 ms-settings", key, "ms-settings:privacy"),
        address("A071 x-apple.systempreferences", key, "x-apple.systempreferences:com.apple.preference"),
        address("A071 vbscript", key, "vbscript:x"),
        address("A071 UNC path", key, "\\\\host\\share"),
        address("A071 slashes only", key, "//op.example/authorize"),
        address("A071 relative", key, "/authorize"),
        address("A071 empty", key, ""),
        address("A071 looks like an option", key, "--help"),
        address("A071 looks like a short option", key, "-flag"),
        suffixed("A072 fragment", key, "#x"),
        suffixed("A072 empty fragment", key, "#"),
        accepted(suffixed("A072 a query of its own", key, "?tenant=x")),
        suffixed("A073 redirect_uri in the query", key, "?redirect_uri=x"),
        suffixed("A073 state in the query", key, "?state=x"),
        suffixed("A073 client_id in the query", key, "?a=b&client_id=x"),
        suffixed("A073 percent-encoded", key, "?redirect%5furi=x"),
        accepted(suffixed("A074 shell characters, encoded", key, "?x=%24%28id%29%60id%60%3b%7c%26%22%27")),
        suffixed("A074 line break", key, "?x=\n--help"),
        suffixed("A074 quotation mark", key, "?x=\"a"),
        suffixed("A074 back-tick", key, "?x=`id`"),
        suffixed("A074 blank", key, "?x= --help"),
        suffixed("A074 broken percent sign", key, "?x=%2"),
    };
}

QList<HostileCase> serverCases()
{
    const char* key = "token_endpoint";
    return {
        address("A070 token endpoint by http", key, "http://elsewhere.example/token"),
        address("A071 token endpoint is a file", key, "file:///etc/passwd"),
        suffixed("A072 token endpoint with a fragment", key, "#x"),
        suffixed("A073 code in the query", key, "?code=x"),
        address("A075 user information", key, "https://op.example:443@evil.example/"),
        address("A075 backslash", key, "https://op.example\\@evil.example/"),
        address("A075 empty user information", key, "https://@evil.example/"),
        address("A075 encoded at sign in the host", key, "https://op.example%40evil.example/"),
        address("A078 jwks_uri by http", "jwks_uri", "http://elsewhere.example/jwks"),
        address("A078 jwks_uri is data", "jwks_uri", "data:application/json,{}"),
        address("A078 userinfo is a file", "userinfo_endpoint", "file:///etc/passwd"),
        address("A078 userinfo by http", "userinfo_endpoint", "http://elsewhere.example/me"),
        address("A078 end_session is javascript", "end_session_endpoint", "javascript:alert(1)"),
        address("A078 revocation by http", "revocation_endpoint", "http://elsewhere.example/revoke"),
        address("A079 metadata service of a cloud", "jwks_uri", "https://169.254.169.254/latest"),
        address("A079 in hexadecimal", "jwks_uri", "https://0xa9fea9fe/latest"),
        address("A079 as one number", "jwks_uri", "https://2852039166/latest"),
        address("A079 inside IPv6", "jwks_uri", "https://[::ffff:169.254.169.254]/latest"),
        address("A079 10.0.0.1", key, "https://10.0.0.1/token"),
        address("A079 172.16.0.1", key, "https://172.16.0.1/token"),
        address("A079 192.168.0.1", "userinfo_endpoint", "https://192.168.0.1/me"),
        address("A079 100.64.0.1", key, "https://100.64.0.1/token"),
        address("A079 fe80::1", key, "https://[fe80::1]/token"),
        address("A079 fc00::1", key, "https://[fc00::1]/token"),
        address("A079 multicast", key, "https://224.0.0.1/token"),
        address("A323 address with a zone", key, "https://[fe80::1%25eth0]/token"),
    };
}

} // namespace

QList<HostileCase> endpointCases()
{
    return browserCases() + serverCases();
}

} // namespace tessera::test
