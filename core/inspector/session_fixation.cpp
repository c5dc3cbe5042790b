#include "core/inspector/session_fixation.h"

#include "core/base/secret_string.h"
#include "core/inspector/cookie_report.h"
#include "core/inspector/cookie_value.h"
#include "core/inspector/findings.h"
#include "core/inspector/header_block.h"
#include "core/inspector/session_cookies.h"
#include "core/inspector/set_cookie.h"

#include <QMap>

namespace tessera {
namespace {

using Cookies = QMap<QByteArray, QByteArray>;

void takeRequest(Cookies& cookies, const HeaderBlock& block)
{
    for (const QByteArray& line : block.values("Cookie")) {
        for (const CookiePair& pair : parseCookieHeader(line))
            cookies.insert(pair.name, pair.value);
    }
}

void takeAnswer(Cookies& cookies, const HeaderBlock& block, TimePoint now)
{
    for (const QByteArray& line : block.values("Set-Cookie")) {
        const SetCookie cookie = parseSetCookie(line, now);
        if (cookie.isDeletion(now))
            cookies.remove(cookie.name);
        else if (cookie.dropped.isEmpty())
            cookies.insert(cookie.name, cookie.value);
    }
}

/// What the browser holds when the exchange is over, session cookies alone.
Cookies sessionsOf(QByteArrayView text, TimePoint now)
{
    Cookies cookies;
    const auto blocks = parseHeaderBlocks(text);
    if (!blocks)
        return cookies;
    for (const HeaderBlock& block : *blocks) {
        takeRequest(cookies, block);
        takeAnswer(cookies, block, now);
    }
    cookies.removeIf([](const Cookies::iterator& it) {
        return it.value().isEmpty() || !looksLikeSessionCookie(it.key());
    });
    return cookies;
}

} // namespace

QList<Finding> compareSessions(QByteArrayView before, QByteArrayView after, TimePoint now)
{
    const Cookies old = sessionsOf(before, now);
    const Cookies fresh = sessionsOf(after, now);
    if (old.isEmpty() || fresh.isEmpty())
        return {makeFinding(u"session.cannot_tell", Finding::Note,
                            old.isEmpty() ? QStringLiteral("Before signing in there is no session cookie.")
                                          : QStringLiteral("After signing in there is no session cookie."))};
    QList<Finding> findings;
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (fresh.contains(it.key()) && constantTimeEquals(fresh.value(it.key()), it.value()))
            findings.append(makeFinding(u"session.fixed", Finding::Error,
                                        QStringLiteral("\"%1\" has the same value before and after.")
                                            .arg(cookieNameForPeople(it.key()))));
    }
    return findings;
}

} // namespace tessera
