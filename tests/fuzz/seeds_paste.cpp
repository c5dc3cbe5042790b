// What people paste into the inspector: tokens in all their wrappings, headers, curl commands, addresses; and
// pairs of texts to be compared.
#include "core/inspector/curl_command.h"
#include "core/inspector/recogniser.h"
#include "core/inspector/session_fixation.h"
#include "core/jose/jws.h"
#include "core/jose/key_output.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {
namespace {

const QByteArray& jwt()
{
    static const QByteArray token = signCompact(kClaims, rsaKey(), u"RS256").value();
    return token;
}

void addText(Seeds& seeds, const QByteArray& name, const QByteArray& text, TextKind kind)
{
    seeds.add({"recogniser", "inspector"}, name, text, recogniseText(text).kind == kind);
}

void addTokens(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& text, TextKind kind = TextKind::Token) {
        addText(seeds, "token-" + name, text, kind);
    };
    add("bare", jwt());
    add("bearer", "bearer  " + jwt());
    add("quotes", " '" + jwt() + "' \r\n");
    add("export", "export TOKEN='" + jwt() + "'");
    add("yaml", "token: " + jwt());
    add("member", quoted("'access_token': '") + jwt() + quoted("',"));
    add("comma", jwt() + ").,");
    add("lines", QByteArray(jwt()).insert(30, "\n  ").insert(90, "\r\n"));
    add("invisible", "\xEF\xBB\xBF" + QByteArray(jwt()).insert(9, "\xE2\x80\x8B\xC2\xAD\xE2\x80\xAA"));
    add("padded", jwt() + "==");
    add("two", jwt() + '\n' + jwt(), TextKind::SeveralTokens);
    add("github", QByteArray("ghp_zQWBuTSOoRi4A9spHcVY") + "5ncnsDkxkJ0mLq17");
    add("aws", "AKIA" + QByteArray(16, 'A'));
    add("paseto", "v4.public." + QByteArray(90, 'a') + ".Zm9v");
    add("macaroon", "MDAyMWxvY2F0aW9uIGh0dHBzOi8veC5leGFtcGxlCjAwMTNpZGVudGlmaWVyIGtleQo");
    add("telegram", "123456789:" + QByteArray(35, 'A'));
    add("opaque", "3f8a");
    add("prose", "this is no token", TextKind::Unknown);
    add("bytes", QByteArray("\x01\x02\x00\xFF", 4), TextKind::Unknown);
    add("empty", "\xE2\x80\x8B ", TextKind::Empty);
    add("dots", QByteArray(500, '.'));
}

void addHeaders(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& text, TextKind kind) {
        addText(seeds, "header-" + name, text, kind);
    };
    const QByteArray basic = QByteArray("alice:pass:word").toBase64();
    add("basic", "Authorization: Basic " + basic, TextKind::Authorization);
    add("bearer", "authorization: Bearer " + jwt(), TextKind::Authorization);
    add("dpop", "DPoP " + jwt(), TextKind::Authorization);
    add("digest", quoted("Authorization: Digest username='alice', nonce='n', uri='/', response='r'"),
        TextKind::Authorization);
    add("cookie", "Cookie: PHPSESSID=abc; theme=dark", TextKind::Cookie);
    add("bare-cookie", "a=b; c=d", TextKind::Cookie);
    add("bare-set-cookie", "a=b; Path=/; HttpOnly", TextKind::SetCookie);
    add("answer",
        "HTTP/1.1 200 OK\r\nSet-Cookie: sid=4f9a2c71d05be863; Secure\r\nStrict-Transport-Security: "
        "max-age=0\r\n"
        "Cache-Control: no-cache\r\n\r\n" +
            quoted("{'access_token':'a','token_type':'Bearer'}"),
        TextKind::Headers);
    add("redirect", "HTTP/2 302\nlocation: https://x.example/cb?code=a&state=b\nset-cookie: a=b\n",
        TextKind::Headers);
    add("refusal",
        quoted("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error='invalid_token', scope='a b'\n"),
        TextKind::Headers);
    add("request",
        "GET /?code=a HTTP/1.1\r\nHost: x\r\nReferer: https://x.example/?access_token=a\r\nCookie: sid=1",
        TextKind::Headers);
    add("folded", "GET / HTTP/1.1\nX-A: b\n c\nwhat is this\nAuthorization: a\nauthorization: b\n",
        TextKind::Headers);
    add("transcript",
        "* Connected\n> GET / HTTP/1.1\n> Host: x\n> Authorization: Bearer " + jwt() +
            "\n>\n< HTTP/1.1 200 OK\n< Set-Cookie: a=b\n<\n",
        TextKind::Headers);
    add("http-2", ":authority: x\n:path: /?code=a\n", TextKind::Headers);
}

void addCommands(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& text, bool isRead = true) {
        addText(seeds, "curl-" + name, text, TextKind::Curl);
        seeds.add("recogniser", "curl-" + name + "-alone", text,
                  parseCurlCommand(text).has_value() == isRead);
    };
    add("whole", "$ curl -sSLH 'A: b' --header \"Authorization: Bearer " + jwt() +
                     "\" -ualice:secret -b 'sid=1' -XPOST --compressed -d grant_type=refresh_token "
                     "--data-raw '@y' -o out "
                     "-e https://r.example -k --oauth2-bearer tok https://u.example --url https://v");
    add("lines", "curl -X POST \\\n  -H 'Cookie: id=1' \\\r\n  --json '" + quoted("{'refresh_token':'x'}") +
                     "' \\\n 'https://x.example/t?code=a'");
    add("dollar-quotes", "curl $'a\\'b\\tc\\x41\\101\\u00e4\\\\' $HOME");
    add("rest", "curl https://x.example/?a=b&c=d | sh; rm b");
    add("files", "curl -d @secret.json -H @headers -b jar.txt -n -K rc x");
    add("not-closed", "curl 'https://x.example", false);
    add("not-closed-escape", "curl $'a\\", false);
}

void addAddresses(Seeds& seeds)
{
    int number = 0;
    for (const QByteArray text :
         {"https://x.example/cb?code=a&state=b&iss=https%3A%2F%2Fop.example",
          "http://x.example/cb#access_token=a&token_type=Bearer",
          "https://alice:secret@x.example:8443/services/T024BE91L0A1B2C3D4E5F6?client_secret=a",
          "com.example.app:/cb?code=a&state=b", "?code=a&state=b",
          "#access_token=a&id_token=eyJhbGciOiJub25lIn0.e30.", "grant_type=refresh_token&refresh_token=x",
          "https://x.example/"
          "authorize?response_type=code&client_id=c&code_challenge=x&code_challenge_method=plain&redirect_"
          "uri="
          "https%3A%2F%2Fy.example%2Fcb",
          "https://x.example/cb?error=access_denied&error_description=no", "https://x.example/cb?code=%zz",
          "http://[::1]:80/?token=a"})
        addText(seeds, "url-" + QByteArray::number(++number), text, TextKind::Url);
}

void addOthers(Seeds& seeds)
{
    addText(seeds, "json-list", "[1]", TextKind::Json);
    addText(seeds, "json-other", quoted("{'a':1}"), TextKind::Json);
    addText(seeds, "pem", publicPem(ecKey()).value(), TextKind::Pem);
    addText(seeds, "pem-empty", "-----BEGIN PUBLIC KEY-----\n", TextKind::Pem);
}

/// Split at the first line break, as the target does.
void addPairs(Seeds& seeds)
{
    const auto add = [&](const QByteArray& name, const QByteArray& before, const QByteArray& after,
                         const char* code) {
        const QList<Finding> findings = compareSessions(before, after, fromUnixSeconds(1767323045));
        const QString found = findings.isEmpty() ? QString() : findings.first().code;
        seeds.add("token_diff", name, before + '\n' + after, found == QLatin1String(code));
    };
    add("session-kept", "Set-Cookie: PHPSESSID=abc; Path=/", "Cookie: PHPSESSID=abc", "session.fixed");
    add("session-renewed", "Cookie: sid=1", "Set-Cookie: sid=2", "");
    add("session-unknown", "Cookie: theme=dark", "HTTP/1.1 200 OK", "session.cannot_tell");
    const QByteArray other =
        QByteArray(kClaims).replace("alice", "bob").replace("}", R"(,"scope":"a b","roles":["x"]})");
    seeds.add("token_diff", "claims", jwt() + '\n' + signCompact(other, ecKey(), u"ES256").value());
    seeds.add("token_diff", "json",
              quoted("{'access_token':'a','scope':'a b'}\n{'access_token':'b','scope':'b c'}"));
    seeds.add("token_diff", "kinds", "https://x.example/?code=a\ncurl https://x.example/?code=a");
}

} // namespace

void addPasteSeeds(Seeds& seeds)
{
    addTokens(seeds);
    addHeaders(seeds);
    addCommands(seeds);
    addAddresses(seeds);
    addOthers(seeds);
    addPairs(seeds);
}

} // namespace tessera::fuzz
