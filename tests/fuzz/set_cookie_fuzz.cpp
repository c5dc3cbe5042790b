// Any bytes as a Set-Cookie or Cookie header: what is stored obeys the rules and bounds of RFC 6265bis.
#include "core/inspector/cookie_report.h"
#include "core/inspector/session_id.h"
#include "core/inspector/set_cookie.h"
#include "core/inspector/set_cookie_date.h"
#include "core/inspector/set_cookie_report.h"
#include "core/inspector/set_cookie_verdict.h"

#include <QJsonDocument>

#include <cmath>
#include <cstdlib>

namespace {

using namespace tessera;

constexpr auto kNow = 1767323045;
constexpr auto kMostLife = 400LL * 24 * 3600;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

bool hasPrefix(const QByteArray& name, const char* prefix)
{
    return name.startsWith(prefix); // in other case it counts too; this is the least
}

void checkCookie(const SetCookie& cookie, const SetCookieVerdict& verdict)
{
    require(cookie.attributes.size() <= kMostCookieAttributes);
    require(cookie.path.isEmpty() || cookie.path.startsWith('/'));
    require(!cookie.expires || toUnixSeconds(*cookie.expires) <= kNow + kMostLife);
    require(verdict.isStored == verdict.code.isEmpty());
    if (!verdict.isStored)
        return;
    require(cookie.dropped.isEmpty());
    require(cookie.name.size() + cookie.value.size() <= kMostCookieBytes);
    require(!(cookie.name + cookie.value).isEmpty());
    require(cookie.secure || (cookie.sameSite != "None" && !cookie.partitioned));
    require(cookie.secure || !(hasPrefix(cookie.name, "__Secure-") || hasPrefix(cookie.name, "__Host-")));
    require(cookie.path == "/" || !hasPrefix(cookie.name, "__Host-"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const TimePoint now = fromUnixSeconds(kNow);
    const SetCookie cookie = parseSetCookie(text, now);
    checkCookie(cookie, judgeSetCookie(cookie));
    require(parseCookieHeader(text).size() <= kMostCookiePairs);
    TokenReport report;
    inspectSetCookie(report, "sid=4f9a2c71d05be863;" + text.toByteArray(), now);
    inspectSetCookie(report, text, now);
    inspectCookie(report, text, now);
    static_cast<void>(QJsonDocument(toJson(report)).toJson());
    static_cast<void>(parseCookieDate(text));
    const double bits = estimateSessionId(text, now).bits;
    require(std::isfinite(bits) && bits >= 0);
    return 0;
}
