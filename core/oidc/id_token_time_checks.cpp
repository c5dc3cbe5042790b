// When it was made and how long it counts. Details name the difference to this computer's clock, because a
// wrong clock is the usual reason (attack A180); no rule is widened for it.
#include "core/base/json_members.h"
#include "core/oidc/id_token_checks.h"

#include <QJsonValue>

#include <algorithm>
#include <cmath>

namespace tessera::idtoken {
namespace {

using namespace std::chrono_literals;

constexpr QStringView kClaim = u"id_token.claim";
constexpr Seconds kMostSkew = 300s;                      // checklist N089
constexpr auto kLongLife = std::chrono::hours(24) * 366; // longer is legal, and odd

Result<std::optional<TimePoint>> timeClaim(const Subject& subject, QStringView name)
{
    return optionalNumericDate(subject.jwt.claims, name, kClaim);
}

Result<TimePoint> requiredTimeClaim(const Subject& subject, QStringView name)
{
    const Result<std::optional<TimePoint>> time = timeClaim(subject, name);
    if (!time)
        return failure(time.error());
    if (!*time)
        return failure(ErrorKind::Malformed, kClaim, QStringLiteral("%1 is missing").arg(name));
    return **time;
}

Seconds skewOf(const Subject& subject)
{
    return std::clamp(subject.expected.skew, Seconds(0), kMostSkew);
}

QString shown(TimePoint time)
{
    return toDateTime(time).toString(Qt::ISODate);
}

/// "2026-01-02T03:04:05Z, 3 h 2 min after this computer's clock"
QString againstClock(TimePoint time, TimePoint now)
{
    return time > now
               ? QStringLiteral("%1, %2 after this computer's clock").arg(shown(time), inWords(time - now))
               : QStringLiteral("%1, %2 before this computer's clock").arg(shown(time), inWords(now - time));
}

bool hasFraction(const Subject& subject, QStringView claim)
{
    const double value = subject.jwt.claims.value(claim).toDouble();
    return std::floor(value) != value;
}

} // namespace

QString inWords(Milliseconds duration)
{
    const auto seconds = std::chrono::floor<Seconds>(duration).count();
    const auto pair = [](qint64 big, QLatin1String bigName, qint64 small, QLatin1String smallName) {
        const QString first = QStringLiteral("%1 %2").arg(big).arg(bigName);
        return small == 0 ? first : QStringLiteral("%1 %2 %3").arg(first).arg(small).arg(smallName);
    };
    if (seconds < 60)
        return QStringLiteral("%1 s").arg(seconds);
    if (seconds < 3600)
        return pair(seconds / 60, QLatin1String("min"), seconds % 60, QLatin1String("s"));
    if (seconds < 86400)
        return pair(seconds / 3600, QLatin1String("h"), seconds % 3600 / 60, QLatin1String("min"));
    return pair(seconds / 86400, QLatin1String("d"), seconds % 86400 / 3600, QLatin1String("h"));
}

// OIDC Core 3.1.3.7 (9)
RuleResult checkExpiry(const Subject& subject)
{
    const Result<TimePoint> exp = requiredTimeClaim(subject, u"exp");
    if (!exp)
        return failed(exp.error());
    const TimePoint now = subject.expected.now;
    if (const auto iat = timeClaim(subject, u"iat"); iat && *iat && *exp < **iat)
        return failed(kClaim, QStringLiteral("exp lies before iat"), ErrorKind::Malformed);
    if (now >= *exp + skewOf(subject))
        return failed(u"id_token.expired", QStringLiteral("exp is %1").arg(againstClock(*exp, now)));
    if (*exp - now > kLongLife)
        return passed(QStringLiteral("%1: unusually long").arg(shown(*exp)));
    return passed(hasFraction(subject, u"exp") ? QStringLiteral("%1, its fraction dropped").arg(shown(*exp))
                                               : shown(*exp));
}

// RFC 7519 section 4.1.5
RuleResult checkNotBefore(const Subject& subject)
{
    const Result<std::optional<TimePoint>> nbf = timeClaim(subject, u"nbf");
    if (!nbf)
        return failed(nbf.error());
    if (!*nbf)
        return notChecked(QStringLiteral("the token has none"));
    if (**nbf > subject.expected.now + skewOf(subject))
        return failed(u"id_token.not_yet_valid",
                      QStringLiteral("nbf is %1").arg(againstClock(**nbf, subject.expected.now)));
    return passed(shown(**nbf));
}

// OIDC Core 3.1.3.7 (10)
RuleResult checkIssuedAt(const Subject& subject)
{
    const Result<TimePoint> iat = requiredTimeClaim(subject, u"iat");
    if (!iat)
        return failed(iat.error());
    const TimePoint now = subject.expected.now;
    const Seconds skew = skewOf(subject);
    if (*iat > now + skew)
        return failed(u"id_token.issued_in_future", QStringLiteral("iat is %1").arg(againstClock(*iat, now)));
    if (now - *iat > subject.expected.maxIssueAge + skew)
        return failed(u"id_token.issued_long_ago", QStringLiteral("iat is %1").arg(againstClock(*iat, now)));
    return passed(shown(*iat));
}

// OIDC Core 3.1.3.7 (13), 3.1.2.1
RuleResult checkAuthTime(const Subject& subject)
{
    constexpr QStringView code = u"id_token.auth_time";
    const auto authTime = optionalNumericDate(subject.jwt.claims, u"auth_time", code);
    if (!authTime)
        return failed(authTime.error());
    if (!subject.expected.maxAge)
        return notChecked(QStringLiteral("max_age was not sent"));
    if (!*authTime)
        return failed(code, QStringLiteral("max_age was sent, the token has no auth_time"));
    const TimePoint now = subject.expected.now;
    const Seconds skew = skewOf(subject);
    if (**authTime > now + skew || now - **authTime > *subject.expected.maxAge + skew)
        return failed(code, QStringLiteral("auth_time is %1, max_age %2 s")
                                .arg(againstClock(**authTime, now))
                                .arg(subject.expected.maxAge->count()));
    return passed(shown(**authTime));
}

// OIDC Core 12.2: it tells of the first sign-in, not of the renewal
RuleResult checkAuthTimeUnchanged(const Subject& subject)
{
    const auto authTime = timeClaim(subject, u"auth_time");
    if (!authTime)
        return failed(authTime.error());
    const std::optional<TimePoint>& before = subject.expected.previous->authTime;
    if (!*authTime || !before)
        return notChecked(QStringLiteral("one of the two tokens has none"));
    if (**authTime != *before)
        return failed(u"id_token.auth_time",
                      QStringLiteral("auth_time was %1, is %2").arg(shown(*before), shown(**authTime)));
    return passed();
}

} // namespace tessera::idtoken
