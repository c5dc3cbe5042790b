// Any bytes as a Set-Cookie or Cookie header: what is stored obeys the bounds of RFC 6265bis.
#include "core/inspector/cookie_report.h"
#include "core/inspector/session_id.h"
#include "core/inspector/set_cookie.h"
#include "core/inspector/set_cookie_date.h"
#include "core/inspector/set_cookie_report.h"
#include "core/inspector/set_cookie_verdict.h"

#include <QJsonDocument>

#include <cstdlib>

namespace {

using namespace tessera;

constexpr auto kNow = 1767323045;
constexpr auto kMostLife = 400LL * 24 * 3600;

void checkCookie(const SetCookie& cookie, const SetCookieVerdict& verdict)
{
    if (!cookie.dropped.isEmpty() && verdict.isStored)
        std::abort();
    if (verdict.isStored && cookie.name.size() + cookie.value.size() > kMostCookieBytes)
        std::abort();
    if (cookie.expires && toUnixSeconds(*cookie.expires) > kNow + kMostLife)
        std::abort();
    if (verdict.isStored && cookie.sameSite == "None" && !cookie.secure)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const TimePoint now = fromUnixSeconds(kNow);
    const SetCookie cookie = parseSetCookie(text, now);
    checkCookie(cookie, judgeSetCookie(cookie));
    TokenReport report;
    inspectSetCookie(report, "sid=4f9a2c71d05be863;" + text.toByteArray(), now);
    inspectSetCookie(report, text, now);
    inspectCookie(report, text, now);
    static_cast<void>(QJsonDocument(toJson(report)).toJson());
    static_cast<void>(parseCookieDate(text));
    static_cast<void>(estimateSessionId(text, now));
    return 0;
}
