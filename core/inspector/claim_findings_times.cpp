// When it was made, how long it lives, and whether a clock is wrong (RFC 7519 4.1.4 to 4.1.6, RFC 9700 2.2).
#include "core/inspector/claim_findings.h"

#include "core/base/json_members.h"
#include "core/inspector/claim_text.h"
#include "core/oidc/id_token_checks.h"

#include <algorithm>
#include <array>

namespace tessera::claimfindings {
namespace {

using namespace std::chrono_literals;

constexpr auto kAnyAge = std::chrono::hours(24) * 3'660'000; // how long ago is no question here
constexpr Seconds kGrace = 60s;                              // an hour and a few seconds is an hour
constexpr Seconds kFresh = 5s;
constexpr Seconds kClockError = 10min; // further off it is no clock that is a little wrong
constexpr Seconds kJustOver = 5min;
constexpr Seconds kZoneStep = 30min;
constexpr Seconds kFarthestZone = 14h;
constexpr double kYear5138 = 1e11; // seconds from here on, milliseconds since 1973 below 1e14
constexpr double kMostMilliseconds = 1e14;

/// Longer than `note` is worth a word, than `warning` unwise; from `error` on it should not be.
struct LongLife
{
    TokenKind kind;
    Seconds note;
    Seconds warning;
    Seconds error;
    QStringView usual;
};

constexpr std::array kLongLives{
    LongLife{TokenKind::AccessToken, 1h, 24h, 7 * 24h, u"an hour or less is usual for an access token"},
    LongLife{TokenKind::IdToken, 12h, 24h, 7 * 24h, u"an ID token is read once, at the sign-in"},
    LongLife{TokenKind::LogoutToken, 2min, 1h, 24h, u"two minutes at most are advised for a logout token"},
    LongLife{TokenKind::DpopProof, 2min, 1h, 24h, u"a DPoP proof is for one request"},
    LongLife{TokenKind::ClientAssertion, 10min, 1h, 24h, u"a client assertion is for one request"},
    LongLife{TokenKind::Session, 24h, 30 * 24h, 366 * 24h, u"a session should end when nobody uses it"},
    LongLife{TokenKind::RefreshToken, 90 * 24h, 366 * 24h, 3660 * 24h, u"whoever has it stays signed in"},
    LongLife{TokenKind::Unknown, 7 * 24h, 30 * 24h, 366 * 24h, u"it cannot be called back"},
};

std::optional<TimePoint> timeOf(const Subject& subject, QStringView name)
{
    const auto time = optionalNumericDate(subject.claims, name, u"jwt.time");
    return time ? *time : std::nullopt;
}

void add(const Subject& subject, const idtoken::RuleResult& result)
{
    if (result.error)
        addFinding(subject.report, *result.error);
}

/// The rules of ID token validation that need nothing but the token and the clock.
void judgeByRules(const Subject& subject)
{
    static const Result<JwkSet> noKeys{JwkSet()};
    IdTokenExpectations expected;
    expected.now = subject.now;
    expected.maxIssueAge = kAnyAge;
    const UnverifiedJwt jwt{{}, subject.claims};
    const idtoken::Subject rules{jwt, expected, noKeys};
    const auto iat = timeOf(subject, u"iat");
    const auto exp = timeOf(subject, u"exp");
    const auto nbf = timeOf(subject, u"nbf");
    // What is plainly in order needs no rule, nor the words a passed rule comes with.
    const bool iatIsFine = !subject.has(u"iat") || (iat && *iat <= subject.now);
    if (subject.has(u"exp") && !(exp && *exp > subject.now && iatIsFine))
        add(subject, idtoken::checkExpiry(rules));
    if (subject.has(u"nbf") && !(nbf && *nbf <= subject.now))
        add(subject, idtoken::checkNotBefore(rules));
    if (!iatIsFine)
        add(subject, idtoken::checkIssuedAt(rules));
}

void judgeMissingExpiry(const Subject& subject)
{
    if (subject.has(u"exp") ||
        subject.is({TokenKind::DpopProof, TokenKind::UserInfo, TokenKind::Introspection}))
        return;
    const bool mustHave =
        subject.is({TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::ClientAssertion});
    const bool mayLack = subject.kind == TokenKind::RefreshToken;
    subject.add(u"jwt.exp_missing", mustHave ? Finding::Error : mayLack ? Finding::Note : Finding::Warning);
}

/// "1767326645000", "\"1767326645\"": what libraries make of a date by default.
void judgeForm(const Subject& subject)
{
    QString milliseconds;
    QString strings;
    for (const QStringView name : {u"exp", u"nbf", u"iat", u"auth_time"}) {
        const QJsonValue value = subject.claims.value(name);
        if (value.isDouble() && value.toDouble() >= kYear5138 && value.toDouble() < kMostMilliseconds)
            appendQuoted(milliseconds, name);
        else if (value.isString() && !value.toString().isEmpty() && value.toString().at(0).isDigit())
            appendQuoted(strings, name);
    }
    if (!milliseconds.isEmpty())
        subject.add(u"jwt.time_milliseconds", Finding::Warning,
                    QStringLiteral("Too large for seconds: %1.").arg(milliseconds));
    if (!strings.isEmpty())
        subject.add(u"jwt.time_string", Finding::Warning, QStringLiteral("In quotes: %1.").arg(strings));
}

/// A time zone taken for UTC is off by whole half hours.
bool looksLikeZone(Seconds off)
{
    const Seconds rest = off % kZoneStep;
    return off >= kZoneStep - kGrace && off <= kFarthestZone + kGrace &&
           (rest <= kGrace || kZoneStep - rest <= kGrace);
}

void judgeClock(const Subject& subject)
{
    const auto iat = timeOf(subject, u"iat");
    const auto exp = timeOf(subject, u"exp");
    if (iat && *iat > subject.now + kFresh) {
        const Seconds off = std::chrono::ceil<Seconds>(*iat - subject.now);
        const QString words = idtoken::inWords(off);
        if (off <= kClockError)
            subject.add(
                u"jwt.clock_hint", Finding::Note,
                QStringLiteral("If the token is new, this computer's clock is at least %1 slow, or the "
                               "issuer's fast.")
                    .arg(words));
        else if (looksLikeZone(off))
            subject.add(u"jwt.clock_hint", Finding::Note,
                        QStringLiteral("It is off by %1: one side takes its local time for UTC.").arg(words));
    } else if (exp && subject.now >= *exp && subject.now - *exp <= kJustOver) {
        subject.add(
            u"jwt.clock_hint", Finding::Note,
            QStringLiteral("It ran out only %1 ago. If it is new, this computer's clock is fast by at "
                           "least that.")
                .arg(idtoken::inWords(subject.now - *exp)));
    }
}

void judgeLife(const Subject& subject)
{
    const auto life = lifeOf(subject);
    const auto it = std::find_if(kLongLives.begin(), kLongLives.end(),
                                 [&](const LongLife& row) { return row.kind == subject.kind; });
    if (!life || it == kLongLives.end() || *life <= it->note + kGrace)
        return;
    const Finding::Severity severity = *life >= it->error             ? Finding::Error
                                       : *life > it->warning + kGrace ? Finding::Warning
                                                                      : Finding::Note;
    subject.add(u"jwt.long_life", severity,
                QStringLiteral("It lives for %1; %2.").arg(idtoken::inWords(*life), it->usual));
}

} // namespace

std::optional<Seconds> lifeOf(const Subject& subject)
{
    const auto exp = timeOf(subject, u"exp");
    if (!exp)
        return std::nullopt;
    for (const QStringView name : {u"iat", u"nbf"}) {
        if (const auto start = timeOf(subject, name))
            return std::chrono::floor<Seconds>(*exp - *start);
    }
    return std::chrono::floor<Seconds>(*exp - subject.now);
}

void judgeTimes(const Subject& subject)
{
    judgeMissingExpiry(subject);
    judgeByRules(subject);
    judgeForm(subject);
    judgeClock(subject);
    const auto nbf = timeOf(subject, u"nbf");
    const auto exp = timeOf(subject, u"exp");
    if (nbf && exp && *nbf >= *exp)
        subject.add(u"jwt.never_valid", Finding::Error);
    judgeLife(subject);
}

} // namespace tessera::claimfindings
