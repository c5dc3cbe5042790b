// What goes over the wire in a sign-in, and what is kept of it: redirects, forms, requests to the loopback
// server, discovery documents, token responses, grants.
#include "core/base/base64url.h"
#include "core/base/strict_json.h"
#include "core/jose/jws.h"
#include "core/keychain/split_format.h"
#include "core/net/http_response_parser.h"
#include "core/net/loopback_request_parser.h"
#include "core/oauth/authorization_response.h"
#include "core/oauth/device_authorization.h"
#include "core/oauth/registration_response.h"
#include "core/oauth/token_response.h"
#include "core/oidc/www_authenticate.h"
#include "core/providers/administrator_configuration.h"
#include "core/session/pending_revocation.h"
#include "core/session/session_store.h"
#include "tests/fuzz/id_token_expected.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {
namespace {

void addTokenResponses(Seeds& seeds)
{
    const QByteArray token = signCompact(kClaims, rsaKey(), u"RS256").value();
    const auto add = [&](const QByteArray& name, const QByteArray& body, bool isRead) {
        HttpResponse response;
        response.status = 200;
        response.headers = {{"Content-Type", "application/json"}};
        response.body = quoted(body).replace("JWT", token);
        const bool isAsMeant =
            parseTokenResponse(response, fromUnixSeconds(1767323045)).has_value() == isRead;
        // the target takes the status from the first byte
        seeds.add("token_response", name, '\0' + response.body, isAsMeant);
        seeds.add({"recogniser", "inspector"}, "token-response-" + name, response.body);
    };
    add("whole",
        "{'access_token':'a.b','token_type':'Bearer','expires_in':3600,'refresh_token':'r','id_token':'JWT','"
        "scope':'openid mail'}",
        true);
    add("least", "{'access_token':'a','token_type':'bearer'}", true);
    add("life-in-text", "{'access_token':'a','token_type':'Bearer','expires_in':'3600'}", true);
    add("life-too-long", "{'access_token':'a','token_type':'Bearer','expires_in':1e300}", true);
    add("life-negative", "{'access_token':'a','token_type':'Bearer','expires_in':-1}", true);
    add("refresh-null", "{'access_token':'a','token_type':'Bearer','refresh_token':null}", true);
    add("no-type", "{'access_token':'a'}", false);
    add("other-type", "{'access_token':'a','token_type':'mac'}", false);
    add("line-break", "{'access_token':'a\\nb','token_type':'Bearer'}", false);
    add("empty-token", "{'access_token':'','token_type':'Bearer'}", false);
    add("twice", "{'access_token':'a','access_token':'b','token_type':'Bearer'}", false);
    add("error", "{'error':'invalid_grant','error_description':'used up','error_uri':'https://op.example/e'}",
        false);
    add("error-no-word", "{'error':'a b\\u202e'}", false);
    add("device",
        "{'device_code':'d','user_code':'ABCD','verification_uri':'https://op.example/d','interval':5}",
        false);
    add("introspection", "{'active':true,'scope':'a','sub':'alice','exp':1767326600}", false);
    seeds.add("token_response", "status-500", "\x06<html>");
    seeds.add("token_response", "status-429", "\x05{}");
}

HttpResponse answerWith(const QByteArray& body)
{
    return {200, QUrl(QStringLiteral("https://op.example/")), {{"Content-Type", "application/json"}}, body};
}

void addDeviceAuthorizations(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& text, bool isRead) {
        const auto device = parseDeviceAuthorization(
            answerWith(quoted(text)), QStringLiteral("https://op.example"), fromUnixSeconds(1767323045));
        seeds.add("device_authorization", name, quoted(text), device.has_value() == isRead);
    };
    const QByteArray good =
        "{'device_code':'d-1','user_code':'WDJB-MJHT','verification_uri':'https://op.example/device',"
        "'verification_uri_complete':'https://op.example/"
        "device?user_code=WDJB-MJHT','expires_in':900,'interval':5}";
    const auto changed = [&](const char* from, const char* to) { return QByteArray(good).replace(from, to); };
    add("whole", good, true);
    add("least", "{'device_code':'d','user_code':'A','verification_uri':'https://op.example/'}", true);
    add("odd-times", changed("900,'interval':5", "1e300,'interval':'5'"), true);
    add("other-complete", changed("https://op.example/device?", "https://evil.example/?"), true);
    add("another-alphabet", changed("WDJB", "\\u0416\\u0429"), true);
    add("script", changed("https://op.example/device',", "javascript:alert(1)',"), false);
    add("plain-http", changed("https://op.example/device',", "http://op.example/device',"), false);
    add("bidirectional", changed("WDJB", "AB\\u202e"), false);
    add("life-in-text", changed("900", "'900'"), false);
    add("error", "{'error':'invalid_client'}", false);
}

void addRegistrations(Seeds& seeds)
{
    RegistrationExpectations expected;
    expected.known.issuer = QStringLiteral("https://op.example");
    expected.asked.redirectUris = {QStringLiteral("http://127.0.0.1/callback")};
    expected.endpoint = QUrl(QStringLiteral("https://op.example/register"));
    const auto add = [&](const QByteArray& name, const QByteArray& text, bool isRead) {
        seeds.add("registration_response", name, quoted(text),
                  parseRegistration(answerWith(quoted(text)), expected).has_value() == isRead);
    };
    const QByteArray good =
        "{'client_id':'c-1','client_secret':'s','client_secret_expires_at':0,'registration_access_token':'"
        "rat',"
        "'registration_client_uri':'https://op.example/register?client_id=c-1','client_name':'Tessera',"
        "'redirect_uris':['http://127.0.0.1/callback'],'grant_types':['authorization_code'],"
        "'response_types':['code'],'token_endpoint_auth_method':'none','scope':'openid'}";
    const auto changed = [&](const char* from, const char* to) { return QByteArray(good).replace(from, to); };
    add("whole", good, true);
    add("least", "{'client_id':'c'}", true);
    add("other-redirect", changed("127.0.0.1/callback", "evil.example/"), true);
    add("other-host", changed("https://op.example/register?", "https://evil.example/?"), false);
    add("line-break", changed("'rat'", "'r\\r\\nat'"), false);
    add("no-id", changed("'client_id':'c-1',", ""), false);
    add("scope-list", changed("'openid'", "['openid']"), false);
    add("error", "{'error':'invalid_redirect_uri'}", false);
}

/// As the target: the request asks for iss where the size is odd.
void addAuthorizationResponses(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, QByteArray query, qsizetype alternative) {
        AuthorizationRequest request;
        request.issuer = QStringLiteral("https://op.example");
        request.issRequired = query.size() % 2 == 1;
        request.state = "s7";
        const auto verdict = validateAuthorizationResponse(query, request);
        seeds.add("authorization_response", name, query,
                  static_cast<qsizetype>(verdict.index()) == alternative);
    };
    constexpr qsizetype kIgnored = 0;
    constexpr qsizetype kRefused = 1;
    constexpr qsizetype kCode = 2;
    add("code", "code=abc&state=s7&iss=https%3A%2F%2Fop.example", kCode);
    add("code-no-iss", "code=abcd&state=s7", kCode);
    add("code-encoded", "state=s7&code=a%2Bb+c%20d&iss=https://op.example", kCode);
    add("other-iss", "code=a&state=s7&iss=https://evil.example", kRefused);
    add("other-state", "code=a&state=s8&iss=https://op.example", kIgnored);
    add("no-state", "code=a", kIgnored);
    add("state-twice", "code=a&state=s7&state=s7", kIgnored);
    add("code-twice", "code=a&code=b&state=s7&iss=https://op.example", kRefused);
    add("code-and-error", "code=a&error=access_denied&state=s7&iss=https://op.example", kRefused);
    add("denied", "error=access_denied&error_description=no%0A&state=s7&iss=https://op.example", kRefused);
    add("bad-encoding", "code=%zz&state=s7", kIgnored);
    add("empty", "", kIgnored);
    // {"alg":"ES256"}.{"state":"s7"…}, which nobody signed: ours, and not asked for
    const auto token = [](const QByteArray& claims) {
        return base64urlEncode("{\"alg\":\"ES256\"}") + '.' + base64urlEncode(claims) + '.' +
               base64urlEncode(QByteArray(64, '7'));
    };
    const QByteArray good = "{\"iss\":\"https://op.example\",\"aud\":\"c\",\"exp\":9999999999,\"state\":"
                            "\"s7\",\"code\":\"abc\"}";
    add("jarm", "response=" + token(good), kRefused);
    add("jarm-twice", "response=" + token(good) + "&response=" + token("{}"), kRefused);
    add("jarm-other-state", "response=" + token("{\"state\":\"s8\"}"), kIgnored);
    add("jarm-encrypted", "response=a.b.c.d.e", kIgnored);
}

void addForms(Seeds& seeds)
{
    const auto add = [&](const QByteArray& form, bool isRead) {
        seeds.add("form_body", (isRead ? "good-" : "bad-") + form.first(qMin<qsizetype>(form.size(), 40)),
                  form, decodeForm(form).has_value() == isRead);
    };
    add("grant_type=authorization_code&code=a%2Bb+c&code_verifier=" + QByteArray(43, 'v'), true);
    add("grant_type=refresh_token&refresh_token=x&client_id=%C3%A9", true);
    add("a=&=b&c", true);
    add("", true);
    add("a=b&a=c", true);
    add("a=%zz", false);
    add("a=%C3", false);
    add("a=%00", false);
    add(QByteArray("a=b&").repeated(1000), false);
    seeds.add("form_body", "separators", "&&=&;a=b;c=d&+=+");
}

void addResponses(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& bytes, bool isRead) {
        HttpResponseParser parser;
        parser.feed(bytes);
        parser.close();
        seeds.add("http_response", name, bytes,
                  (parser.state() == HttpResponseParser::State::Complete) == isRead);
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    add("length", ok + "Content-Length: 2\r\n\r\n{}", true);
    add("until-closed", "HTTP/1.0 404 Not Found\nX: y\n\nabc", true);
    add("interim", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\nX: y\r\nX: z\r\n\r\n", true);
    add("chunks", chunked + "3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n", true);
    add("chunks-cut", chunked + "A\r\nabc", false);
    add("chunk-size", chunked + "xyz\r\n", false);
    add("two-lengths", ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", false);
    add("folded", ok + "X: y\r\n z\r\n\r\n", false);
    add("other", "SSH-2.0-x\r\n", false);
}

void addRequests(Seeds& seeds)
{
    using Outcome = LoopbackRequestParser::Outcome;
    const auto add = [&](const QByteArray& name, const QByteArray& bytes, Outcome outcome) {
        LoopbackRequestParser parser({{}, {"GET", "POST"}, {"127.0.0.1:1"}});
        seeds.add("loopback_request", name, bytes, parser.feed(bytes) == outcome);
    };
    const QByteArray host = "Host: 127.0.0.1:1\r\n";
    add("get", "GET /cb?code=a&state=b HTTP/1.1\r\n" + host + "\r\n", Outcome::Request);
    add("get-many-lines", "GET / HTTP/1.0\r\n" + host + "Accept: */*\r\nX:\t\xC3\xBC \r\n\r\n",
        Outcome::Request);
    add("post", "POST /p HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\na=b", Outcome::Request);
    add("post-cut", "POST /p HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\na=", Outcome::NeedMore);
    add("post-chunked", "POST /p HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Outcome::Reject);
    add("post-two-lengths",
        "POST /p HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b", Outcome::Reject);
    add("other-host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", Outcome::Reject);
    add("no-host", "GET / HTTP/1.1\r\n\r\n", Outcome::Reject);
    add("absolute", "GET http://127.0.0.1:1/ HTTP/1.1\r\n" + host + "\r\n", Outcome::Reject);
    add("folded", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", Outcome::Reject);
    add("bare-line-feed", "GET / HTTP/1.1\n" + host + "\r\n", Outcome::Reject);
    add("put", "PUT / HTTP/1.1\r\n" + host + "\r\n", Outcome::Reject);
    add("http-2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Outcome::Reject);
    add("tls", QByteArray::fromHex("16030100c8010000c40303"), Outcome::Reject);
}

QByteArray discoveryDocument()
{
    return quoted(
        "{'issuer':'https://op.example','authorization_endpoint':'https://op.example/authorize?p=1',"
        "'token_endpoint':'https://op.example/token','jwks_uri':'https://op.example/jwks',"
        "'userinfo_endpoint':'https://op.example/me','revocation_endpoint':'https://op.example/revoke',"
        "'introspection_endpoint':'https://op.example/i','end_session_endpoint':'https://op.example/bye',"
        "'code_challenge_methods_supported':['S256'],'token_endpoint_auth_methods_supported':['none'],"
        "'id_token_signing_alg_values_supported':['RS256'],'scopes_supported':['openid'],"
        "'authorization_response_iss_parameter_supported':true}");
}

void addMetadata(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& text, bool isRead) {
        const auto object = parseJsonObject(text);
        seeds.add("authorization_server_metadata", name, text,
                  (object && parseMetadata(*object, QStringLiteral("https://op.example"))) == isRead);
    };
    const QByteArray good = discoveryDocument();
    const auto changed = [&](const char* from, const char* to) { return QByteArray(good).replace(from, to); };
    add("whole", good, true);
    add("other-issuer", changed("\"https://op.example\"", "\"https://evil.example\""), false);
    add("plain-http", changed("https://op.example/token", "http://op.example/token"), false);
    add("loopback", changed("https://op.example/token", "https://127.0.0.1/token"), false);
    add("fragment", changed("/authorize?p=1", "/authorize#a"), false);
    add("script", changed("https://op.example/authorize?p=1", "javascript:alert(1)"), false);
    add("methods-text", changed("[\"none\"]", "\"none\""), false);
    for (const QByteArray issuer :
         {"https://op.example/tenant", "https://op.example:8443/a%20b/", "http://127.0.0.1:8080",
          "https://user@op.example", "https://[::1]/", "op.example",
          "https://b\xC3\xBC"
          "cher.example"})
        seeds.add("authorization_server_metadata", "issuer-" + issuer, issuer);
}

void addGrants(Seeds& seeds)
{
    StoredGrant grant;
    grant.metadata =
        parseMetadata(parseJsonObject(discoveryDocument()).value(), QStringLiteral("https://op.example"))
            .value();
    grant.registration.issuer = grant.metadata.issuer;
    grant.registration.clientId = QStringLiteral("desk");
    grant.registration.scope = {QStringLiteral("openid")};
    grant.subject = QStringLiteral("alice");
    grant.refreshToken = SecretString::fromUtf8("r+1/=\"\\ %2F");
    grant.scopeRequested = {QStringLiteral("openid"), QStringLiteral("email")};
    grant.previous = {QStringLiteral("alice"), fromUnixSeconds(1767323045), {}};
    const auto add = [&](const QByteArray& name, const QByteArray& text, bool isRead) {
        seeds.add("grant", name, text, parseGrant(SecretString::fromUtf8(text)).has_value() == isRead);
    };
    const QByteArray least = serialiseGrant(grant).reveal().toByteArray();
    add("least", least, true);
    grant.registration.provider = QStringLiteral("acme");
    grant.registration.clientSecret = SecretString::fromUtf8("cl\xC3\xAF\"ent\\secret");
    grant.registration.authenticationMethod = ClientAuthenticationMethod::ClientSecretPost;
    grant.registration.redirectUri = QUrl(QStringLiteral("http://127.0.0.1:8787/cb"));
    grant.registration.idTokenSignedResponseAlg = QStringLiteral("ES256");
    grant.scopeGranted = {QStringLiteral("openid")};
    add("whole", serialiseGrant(grant).reveal().toByteArray(), true);
    grant.generation = QStringLiteral("0123456789abcdef");
    grant.renewal = RenewalNote{fromUnixSeconds(1767323045), QStringLiteral("abcdefghijkl")};
    add("unfinished", serialiseGrant(grant).reveal().toByteArray(), true);
    add("other-version", QByteArray(least).replace("\"version\":1", "\"version\":2"), false);
    add("plain-http", QByteArray(least).replace("https://op.example/token", "http://op.example/token"),
        false);
    add("no-subject", QByteArray(least).replace("\"alice\"", "7"), false);
    add("empty", "{}", false);
    add("list", "[]", false);
    add("cut", least.chopped(1), false);

    const auto addPending = [&](const QByteArray& name, const SecretString& text, bool isRead) {
        const bool isOne = parseRevocableGrant(text) || parsePendingRevocations(text);
        seeds.add("pending_revocation", name, text.reveal().toByteArray(), isOne == isRead);
    };
    const PendingRevocation pending{QString(22, u'a'), grant.metadata.issuer, fromUnixSeconds(1767323045)};
    addPending("list", serialisePendingRevocations({pending, pending}), true);
    addPending("grant", serialiseRevocableGrant({grant, SecretString::fromUtf8("a+\"b")}), true);
    addPending("nothing-waits", serialisePendingRevocations({}), false);
    addPending("no-access-token", serialiseRevocableGrant({grant, {}}), true);
    const auto changed = [](const SecretString& text, const char* from, const char* to) {
        return SecretString(QByteArray(text.reveal().toByteArray().replace(from, to)));
    };
    const SecretString list = serialisePendingRevocations({pending});
    addPending("other-version", changed(list, "\"version\":1", "\"version\":2"), false);
    addPending("short-id", changed(list, "aaaaaaaaaaaaaaaaaaaaaa", "a"), false);
    addPending("list-cut", SecretString(list.reveal().toByteArray().chopped(1)), false);
    const SecretString whole = serialiseRevocableGrant({grant, SecretString::fromUtf8("a")});
    addPending("grant-cut", SecretString(whole.reveal().toByteArray().chopped(1)), false);
}

void addSplitSecrets(Seeds& seeds)
{
    for (const qsizetype size : {0, 100, 2399, 2400, 2401, 3000, 16384}) {
        const auto entries = splitSecret(SecretString(QByteArray(size, 's')), 7);
        QByteArrayList bytes;
        for (const SecretString& entry : entries)
            bytes.append(entry.reveal().toByteArray());
        seeds.add("split_format", "of-" + QByteArray::number(size), bytes.join('\x1e'),
                  parseSplitHead(bytes.first()).has_value());
    }
    seeds.add("split_format", "bare", "{}", isBareEntry("{}"));
}

void addIdTokens(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& claims, const Key& key,
                         QStringView algorithm, bool isGood) {
        const QByteArray token = signCompact(claims, key, algorithm).value();
        seeds.add("id_token", "signed-" + name, token, judgeIdToken(token).idToken.has_value() == isGood);
    };
    add("RS256", kClaims, rsaKey(), u"RS256", true);
    add("ES256", kClaims, ecKey(), u"ES256", true);
    add("HS256", kClaims, secretKey(64), u"HS256", true);
    add("RS512", kClaims, rsaKey(), u"RS512", false);
    add("expired", QByteArray(kClaims).replace("1767326600", "1767320000"), rsaKey(), u"RS256", false);
    add("two-audiences", QByteArray(kClaims).replace("\"client\"", R"(["client","x"],"azp":"client")"),
        rsaKey(), u"RS256", false);
    add("at-hash", QByteArray(kClaims).replace("{", R"({"at_hash":"AA","acr":"1","nbf":1767323000,)"),
        rsaKey(), u"RS256", false);
    for (const QByteArray challenge :
         {"Bearer error='invalid_token', scope='a b'", "Basic realm='x', Bearer",
          "Negotiate abcd==", "Bearer error='a\\'b' , DPoP algs='ES256 PS256'", "Bearer ="}) {
        const bool isGood = challenge != "Bearer =";
        seeds.add("id_token", "challenge-" + challenge, quoted(challenge),
                  parseWwwAuthenticate(quoted(challenge)).has_value() == isGood);
    }
}

void addAdministratorConfigurations(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& members, bool isRead) {
        const QByteArray text = "{\"version\":1" + (members.isEmpty() ? QByteArray() : "," + members) + "}";
        seeds.add("administrator_configuration", name, text,
                  parseAdministratorConfiguration(text).has_value() == isRead);
    };
    const QByteArray row = R"({"id":"acme","name":"Acme","monogram":"Ac","host_text":"id.acme.example",)"
                           R"("issuer":"https://id.acme.example","client_id":"desktop"})";
    add("least", {}, true);
    add("row", R"("providers":[)" + row + "]", true);
    add("rows-twice", R"("providers":[)" + row + "," + row + "]", false);
    add("client-ids", R"("client_ids":{"google":"company"})", true);
    add("issuers", R"("allowed_issuers":["https://id.acme.example","https://id.acme.example/t/*"])", true);
    add("all-issuers", R"("allowed_issuers":["https://*"])", false);
    add("authority", R"("extra_ca":[{"file":"/etc/ssl/acme.pem","hosts":["id.acme.example"]}])", true);
    add("authority-for-all", R"("extra_ca":[{"file":"/etc/ssl/acme.pem","hosts":["*"]}])", false);
    add("switched-off", R"("switched_off":["device","paste","typed-issuers"])", true);
    add("weakens", R"("providers":[{"id":"a","extra":{"code_challenge_method":"plain"}}])", false);
    add("unknown", R"("verify_tls":false)", false);
}

} // namespace

void addProtocolSeeds(Seeds& seeds)
{
    addAdministratorConfigurations(seeds);
    addTokenResponses(seeds);
    addDeviceAuthorizations(seeds);
    addRegistrations(seeds);
    addAuthorizationResponses(seeds);
    addForms(seeds);
    addRequests(seeds);
    addResponses(seeds);
    addMetadata(seeds);
    addGrants(seeds);
    addSplitSecrets(seeds);
    addIdTokens(seeds);
}

} // namespace tessera::fuzz
