// Set-Cookie and Cookie lines: what frameworks send, and every way to get an attribute wrong.
#include "core/inspector/cookie_report.h"
#include "core/inspector/cookie_value.h"
#include "core/inspector/set_cookie_date.h"
#include "core/inspector/set_cookie_verdict.h"
#include "core/jose/jws.h"
#include "tests/fuzz/fuzz_keys.h"
#include "tests/fuzz/seeds.h"

namespace tessera::fuzz {
namespace {

/// `code`: of the verdict; empty: it is stored.
void addLine(Seeds& seeds, const QByteArray& name, const QByteArray& line, const char* code = "")
{
    const SetCookieVerdict verdict = judgeSetCookie(parseSetCookie(line, fromUnixSeconds(1767323045)));
    const bool isAsMeant = verdict.code == QLatin1String(code) && verdict.isStored == verdict.code.isEmpty();
    seeds.add("set_cookie", name, line, isAsMeant);
    seeds.add({"recogniser", "inspector"}, "set-cookie-" + name, "Set-Cookie: " + line);
}

void addStored(Seeds& seeds)
{
    addLine(seeds, "plain", "SID=31d4d96e407aad42");
    addLine(seeds, "all",
            "id=a; Path=/; Domain=.X.example; Max-Age=3600; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; "
            "HttpOnly; "
            "SameSite=None; Partitioned; Priority=High");
    addLine(seeds, "blanks", " \tSID \t= \tx \t; Path = / ;;; ;Secure");
    addLine(seeds, "quotes", "SID=\"a=b==\"; samesite=sTRICT");
    addLine(seeds, "host", "__Host-SID=12345; Secure; Path=/");
    addLine(seeds, "http", "__Host-Http-SID=x; Secure; HttpOnly; Path=/");
    addLine(seeds, "deleted", "PHPSESSID=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/");
    addLine(seeds, "long-life", "a=b; Max-Age=99999999999999999999999999");
    addLine(seeds, "twice", "a=b; Path=/x; Path=/; SameSite=Lax; SameSite=x; Domain=com; Domain=example.com");
    addLine(seeds, "nameless", "=x");
    addLine(seeds, "flags-in-front", "secure; httponly");
    addLine(seeds, "longest", "a=" + QByteArray(4095, 'x'));
    addLine(seeds, "long-attribute", "a=b; Path=/" + QByteArray(1024, 'x'));
    addLine(seeds, "many-attributes", "a=b" + QByteArray("; Path=/").repeated(150));
}

void addDropped(Seeds& seeds)
{
    addLine(seeds, "prefix", "__Secure-SID=12345; Domain=site.example", "set_cookie.prefix");
    addLine(seeds, "nameless-prefix", "=__Host-x", "set_cookie.nameless_prefix");
    addLine(seeds, "nul", QByteArray("a=b\0c", 5), "set_cookie.control");
    addLine(seeds, "line-break", "a=b\r\nSet-Cookie: c=d", "set_cookie.control");
    addLine(seeds, "too-large", "a=" + QByteArray(4096, 'x'), "set_cookie.too_large");
    addLine(seeds, "empty", "; Secure", "set_cookie.empty");
    addLine(seeds, "none-insecure", "a=b; SameSite=nOnE", "set_cookie.none_insecure");
    addLine(seeds, "partitioned-insecure", "a=b; Partitioned", "set_cookie.partitioned_insecure");
    addLine(seeds, "public-suffix", "a=b; Domain=.CO.UK", "set_cookie.public_suffix");
    addLine(seeds, "domain-not-ascii",
            "a=b; Domain=b\xC3\xBC"
            "cher.example",
            "set_cookie.domain_ascii");
}

void addDates(Seeds& seeds)
{
    for (const QByteArray date :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
          "6 november 1994 8:9:7", "29 Feb 2024 00:00:00", "Fri, 31 Dec 9999 23:59:59 GMT"})
        seeds.add("set_cookie", "date-" + date, date, parseCookieDate(date).has_value());
    for (const QByteArray date :
         {"29 Feb 2023 00:00:00", "00 Nov 1994 08:49:37", "06 Nov 19945 08:49:37", ",;- /"})
        seeds.add("set_cookie", "no-date-" + date, date, !parseCookieDate(date));
}

/// Values of the frameworks that sign or encrypt them; `box`: the library knows whose it is.
void addBoxes(Seeds& seeds)
{
    const QByteArray hex40 = "0123456789abcdef0123456789abcdef01234567";
    const auto add = [&](const QByteArray& name, const QByteArray& cookie, const QByteArray& value,
                         bool isKnown = true) {
        const CookieContent content = readCookieValue(value);
        const QByteArray line = cookie + '=' + value;
        seeds.add("set_cookie", "box-" + name, line, !content.box.isEmpty() == isKnown);
        seeds.add({"recogniser", "inspector"}, "cookie-" + name, "Cookie: theme=dark; " + line);
    };
    add("flask", "session", "eyJhIjoxfQ.ZVx9aA." + QByteArray(27, 'A'));
    add("flask-compressed", "session", ".eJwLyczPAwAEXgGY.ZVx9aA." + QByteArray(27, 'A'));
    add("django", "sessionid", "eyJhIjoxfQ:1qX2yZ:" + QByteArray(43, 'A'));
    add("express", "connect.sid", "s%3A17." + QByteArray(43, 'A'));
    add("rails-encrypted", "_shop_session", "YWJj--" + QByteArray(16, 'A') + "--" + QByteArray(24, 'A'));
    add("rails-signed", "_shop_session", "YWJj--" + hex40);
    add("laravel", "laravel_session",
        QByteArray(quoted("{'iv':'AA==','value':'AA==','mac':'00','tag':''}")).toBase64());
    add("asp-net", ".AspNetCore.Cookies", "CfDJ8" + QByteArray(60, 'A'));
    add("token", "access_token", signCompact(kClaims, rsaKey(), u"RS256").value(), false);
    add("counter", "sid", "100234", false);
    add("uuid-1", "sid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", false);
    add("milliseconds", "sid", "1767323045123", false);
    add("sequence", "sid", "abcdefghijklmnopqrstuvwxyz", false);
    add("block", "sid", "4f9a4f9a4f9a4f9a4f9a4f9a4f9a4f9a", false);
    add("readable", "sid", QByteArray("user:alice;role:admin").toBase64(), false);
    add("hexadecimal", "JSESSIONID", "9F86D081884C7D659A2FEAA0C55AD015.node1", false);
}

void addCookieLines(Seeds& seeds)
{
    for (const QByteArray line : {"a=b; c=d", "a=b;c=d;", "a", " ; ", "a=b; a=c; a=d",
                                  "a=b; Path=/; HttpOnly", "PHPSESSID=abc; $Version=1"})
        seeds.add("set_cookie", "cookie-" + line, line);
    const QByteArray many = QByteArray("a=b;").repeated(600);
    seeds.add("set_cookie", "cookie-many", many, parseCookieHeader(many).size() == kMostCookiePairs);
}

} // namespace

void addCookieSeeds(Seeds& seeds)
{
    addStored(seeds);
    addDropped(seeds);
    addDates(seeds);
    addBoxes(seeds);
    addCookieLines(seeds);
}

} // namespace tessera::fuzz
