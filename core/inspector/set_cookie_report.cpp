#include "core/inspector/set_cookie_report.h"

#include "core/base/logging.h"
#include "core/inspector/cookie_report.h"
#include "core/inspector/cookie_value.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/recogniser_characters.h"
#include "core/inspector/session_cookies.h"
#include "core/inspector/set_cookie.h"
#include "core/inspector/set_cookie_verdict.h"

namespace tessera {
namespace {

constexpr qsizetype kLongestShownWord = 12;

QString dateOf(TimePoint time)
{
    return toDateTime(time).toString(Qt::ISODate);
}

QString titleOf(const SetCookie& cookie)
{
    if (const SessionCookie* known = findSessionCookie(cookie.name))
        return QStringLiteral("Set-Cookie header of a %1 session").arg(known->framework);
    if (looksLikeSessionCookie(cookie.name))
        return QStringLiteral("Set-Cookie header of a session");
    return QStringLiteral("Set-Cookie header");
}

/// A value that counts is one of few words, a date or a number; what does not count may be anything.
QString shownValue(const CookieAttribute& attribute)
{
    const bool isHidden = !attribute.ignored.isEmpty() && !attribute.isSuperseded;
    if (attribute.value.isEmpty())
        return QString();
    return isHidden ? hiddenText(attribute.value) : printable(QString::fromUtf8(attribute.value), 120);
}

/// A piece of a value that had a semicolon in it ends up as the name of an attribute.
QString shownName(const CookieAttribute& attribute)
{
    const bool isWord = attribute.name.size() <= kLongestShownWord &&
                        isAll(attribute.name, [](char c) { return isLetter(c) || c == '-'; });
    return isWord ? QString::fromLatin1(attribute.name)
                  : QStringLiteral("(%1)").arg(hiddenText(attribute.name));
}

QString meaningOf(const SetCookie& cookie, const CookieAttribute& attribute)
{
    const QByteArray name = attribute.name.toLower();
    if (!attribute.ignored.isEmpty())
        return QStringLiteral("Ignored. ") + attribute.ignored;
    if (name == "secure")
        return QStringLiteral("Sent over HTTPS alone.");
    if (name == "httponly")
        return QStringLiteral("Scripts of the page cannot read it.");
    if (name == "partitioned")
        return QStringLiteral(
            "Kept apart for each site that embeds yours. An extension, not part of RFC 6265bis.");
    if (name == "samesite" && cookie.sameSite == "None")
        return QStringLiteral("Sent with requests from other sites too.");
    if (name == "samesite")
        return cookie.sameSite == "Lax"
                   ? QStringLiteral("From other sites, sent only when the person follows a link.")
                   : QStringLiteral("Not sent with requests from other sites.");
    if (name == "domain")
        return QStringLiteral("Sent to this host and every host below it.");
    if (name == "path")
        return QStringLiteral("Sent below this path.");
    return QString();
}

void addAttributes(TokenReport& report, const SetCookie& cookie, TimePoint now)
{
    for (const CookieAttribute& attribute : cookie.attributes) {
        report.fields.append({shownName(attribute), shownValue(attribute), meaningOf(cookie, attribute)});
        if (!attribute.code.isEmpty())
            addFinding(report, attribute.code, Finding::Warning,
                       QStringLiteral("It is about \"%1\".").arg(shownName(attribute)));
    }
    if (cookie.sameSite.isEmpty())
        report.fields.append({QStringLiteral("SameSite"), QStringLiteral("not sent"),
                              QStringLiteral("Browsers treat it as Lax.")}); // N132
    const QString life = cookie.isDeletion(now) ? QStringLiteral("deleted at once")
                         : cookie.expires       ? QStringLiteral("until %1").arg(dateOf(*cookie.expires))
                                                : QStringLiteral("until the browser closes");
    report.fields.append({QStringLiteral("life"), life, {}});
    if (cookie.attributes.size() == kMostCookieAttributes)
        addFinding(report, u"set_cookie.too_many_attributes", Finding::Warning);
}

void addVerdict(TokenReport& report, const SetCookieVerdict& verdict)
{
    report.fields.append({QStringLiteral("verdict"),
                          verdict.isStored ? QStringLiteral("stored") : QStringLiteral("dropped"),
                          verdict.why});
    if (!verdict.isStored)
        addFinding(report, verdict.code, Finding::Error, verdict.why);
}

/// What the whole header does, whoever sends it.
void judgeHeader(TokenReport& report, const SetCookie& cookie)
{
    if (cookie.isCapped)
        addFinding(report, u"set_cookie.life", Finding::Note);
    if (cookie.name.isEmpty() && !cookie.value.isEmpty())
        addFinding(report, u"set_cookie.nameless", Finding::Warning);
    if (cookie.partitioned)
        addFinding(report, u"set_cookie.partitioned", Finding::Note);
    const bool isFlagInFront =
        isEqualIgnoringCase(cookie.name, "secure") || isEqualIgnoringCase(cookie.name, "httponly") ||
        (cookie.name.isEmpty() &&
         (isEqualIgnoringCase(cookie.value, "secure") || isEqualIgnoringCase(cookie.value, "httponly")));
    if (isFlagInFront)
        addFinding(report, u"set_cookie.flag_as_name", Finding::Warning);
}

/// What a cookie that is as good as a password must have.
void judgeSession(TokenReport& report, const SetCookie& cookie)
{
    if (!cookie.httpOnly)
        addFinding(report, u"session.no_http_only", Finding::Warning);
    if (!cookie.secure)
        addFinding(report, u"session.no_secure", Finding::Error);
    if (cookie.sameSite.isEmpty())
        addFinding(report, u"session.no_same_site", Finding::Warning);
    else if (cookie.sameSite == "None")
        addFinding(report, u"session.same_site_none", Finding::Warning);
    if (cookiePrefix(cookie.name).isEmpty())
        addFinding(report, u"session.no_prefix", Finding::Note);
    if (cookie.domain && !cookie.domain->isEmpty())
        addFinding(report, u"session.domain", Finding::Note);
}

} // namespace

void inspectSetCookie(TokenReport& report, QByteArrayView line, TimePoint now)
{
    const SetCookie cookie = parseSetCookie(line, now);
    const SetCookieVerdict verdict = judgeSetCookie(cookie);
    report.kind = QStringLiteral("set-cookie");
    report.title = titleOf(cookie);
    addVerdict(report, verdict);
    if (cookie.dropped == u"set_cookie.control")
        return;
    inspectCookiePair(report, {cookie.name, cookie.value}, now);
    addAttributes(report, cookie, now);
    judgeHeader(report, cookie);
    const bool holdsSession =
        looksLikeSessionCookie(cookie.name) || !readCookieValue(cookie.value).token.isEmpty();
    if (holdsSession && !cookie.isDeletion(now))
        judgeSession(report, cookie);
}

} // namespace tessera
