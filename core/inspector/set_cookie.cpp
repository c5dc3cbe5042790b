#include "core/inspector/set_cookie.h"

#include "core/inspector/recogniser_characters.h"
#include "core/inspector/set_cookie_date.h"

namespace tessera {
namespace {

constexpr auto kMostLife = std::chrono::hours(24) * 400; // N131
constexpr qsizetype kMostDigits = 12;                    // of seconds: 30,000 years

/// Step 1: every control character but the tab.
bool isForbidden(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && code != 0x09) || code == 0x7F;
}

struct Expiry
{
    std::optional<TimePoint> time;
    bool isCapped = false;
};

Expiry capped(TimePoint time, TimePoint now)
{
    const TimePoint most = now + kMostLife;
    return time > most ? Expiry{most, true} : Expiry{time, false};
}

void ignore(CookieAttribute& attribute, QStringView why, QStringView code)
{
    attribute.ignored = why.toString();
    attribute.code = code.toString();
}

/// Section 5.6.2, "-" only in front of a digit.
bool isDeltaSeconds(QByteArrayView text)
{
    const QByteArrayView digits = text.startsWith('-') ? text.sliced(1) : text;
    return !digits.isEmpty() && isAll(digits, isDigit);
}

/// With more digits than can be counted it is for ever, or long ago.
qint64 deltaSeconds(QByteArrayView text)
{
    const bool isNegative = text.startsWith('-');
    QByteArrayView digits = isNegative ? text.sliced(1) : text;
    while (digits.size() > 1 && digits.front() == '0')
        digits = digits.sliced(1);
    const qint64 number = digits.size() > kMostDigits ? 1'000'000'000'000 : digits.toLongLong();
    return isNegative ? -number : number;
}

class Reader
{
public:
    Reader(SetCookie& cookie, TimePoint now) : m_cookie(cookie), m_now(now) {}

    void readAttributes(QByteArrayView rest)
    {
        while (!rest.isEmpty() && m_cookie.attributes.size() < kMostCookieAttributes)
            readAttribute(takeUntil(rest, ';'));
        const Expiry& expiry = m_maxAge.time ? m_maxAge : m_expires;
        m_cookie.expires = expiry.time;
        m_cookie.isCapped = expiry.isCapped;
    }

private:
    void readAttribute(QByteArrayView piece)
    {
        QByteArrayView value = piece;
        const QByteArrayView name = withoutBlanks(takeUntil(value, '='));
        CookieAttribute attribute{name.toByteArray(), withoutBlanks(value).toByteArray(), {}, {}, false};
        if (attribute.name.isEmpty() && attribute.value.isEmpty())
            return;
        if (attribute.value.size() > kMostCookieAttributeBytes)
            ignore(attribute, u"Longer than 1,024 bytes.", u"set_cookie.attribute_too_large");
        else
            take(attribute);
        m_cookie.attributes.append(attribute);
    }

    void take(CookieAttribute& attribute)
    {
        const QByteArray name = attribute.name.toLower();
        if (name == "expires")
            takeExpires(attribute);
        else if (name == "max-age")
            takeMaxAge(attribute);
        else if (name == "domain")
            takeDomain(attribute);
        else if (name == "path")
            m_cookie.path = attribute.value.startsWith('/') ? attribute.value : QByteArray();
        else if (name == "secure")
            m_cookie.secure = true;
        else if (name == "httponly")
            m_cookie.httpOnly = true;
        else if (name == "samesite")
            takeSameSite(attribute);
        else if (name == "partitioned")
            m_cookie.partitioned = true;
        else
            ignore(attribute, u"No attribute of that name is known.", u"set_cookie.attribute_unknown");
        if (name == "path" && m_cookie.path.isEmpty())
            ignore(attribute, u"It does not begin with a slash; the path of the address is taken.",
                   u"set_cookie.path");
        const bool counts = attribute.ignored.isEmpty() || name == "path" || name == "samesite";
        if (counts)
            noteRepeated(name, attribute);
    }

    /// The last one counts, section 5.7; of a Path or SameSite without a meaning the default is what counts.
    void noteRepeated(const QByteArray& name, CookieAttribute& attribute)
    {
        for (CookieAttribute& earlier : m_cookie.attributes) {
            const bool isSame = earlier.ignored.isEmpty() && isEqualIgnoringCase(earlier.name, name);
            if (!isSame)
                continue;
            if (attribute.code.isEmpty())
                attribute.code = QStringLiteral("set_cookie.repeated");
            earlier.isSuperseded = earlier.value != attribute.value;
            if (earlier.isSuperseded)
                earlier.ignored = QStringLiteral("A later one of the same name counts.");
        }
    }

    void takeExpires(CookieAttribute& attribute)
    {
        const auto time = parseCookieDate(attribute.value);
        if (!time)
            return ignore(attribute, u"It is no date.", u"set_cookie.expires");
        m_expires = capped(*time, m_now);
    }

    void takeMaxAge(CookieAttribute& attribute)
    {
        if (!isDeltaSeconds(attribute.value))
            return ignore(attribute, u"It is no number of seconds.", u"set_cookie.max_age");
        const qint64 seconds = deltaSeconds(attribute.value);
        m_maxAge = seconds <= 0 ? Expiry{fromUnixSeconds(0), false} : capped(m_now + Seconds(seconds), m_now);
    }

    void takeDomain(CookieAttribute& attribute)
    {
        const bool hasDot = attribute.value.startsWith('.');
        m_cookie.domain = (hasDot ? attribute.value.sliced(1) : attribute.value).toLower();
        if (m_cookie.domain->isEmpty())
            attribute.ignored = QStringLiteral("It is empty.");
    }

    void takeSameSite(CookieAttribute& attribute)
    {
        for (const QByteArrayView known : {"None", "Lax", "Strict"}) {
            if (isEqualIgnoringCase(attribute.value, known)) {
                m_cookie.sameSite = known.toByteArray();
                return;
            }
        }
        m_cookie.sameSite.clear();
        ignore(attribute, u"It is none of Strict, Lax and None; the default is taken.",
               u"set_cookie.same_site");
    }

    SetCookie& m_cookie;
    TimePoint m_now;
    Expiry m_expires;
    Expiry m_maxAge;
};

} // namespace

SetCookie parseSetCookie(QByteArrayView line, TimePoint now)
{
    SetCookie cookie;
    if (std::any_of(line.begin(), line.end(), isForbidden)) {
        cookie.dropped = QStringLiteral("set_cookie.control");
        return cookie;
    }
    QByteArrayView rest = line;
    QByteArrayView pair = takeUntil(rest, ';');
    if (pair.contains('='))
        cookie.name = withoutBlanks(takeUntil(pair, '=')).toByteArray();
    cookie.value = withoutBlanks(pair).toByteArray();
    if (cookie.name.size() + cookie.value.size() > kMostCookieBytes)
        cookie.dropped = QStringLiteral("set_cookie.too_large");
    else if (cookie.name.isEmpty() && cookie.value.isEmpty())
        cookie.dropped = QStringLiteral("set_cookie.empty");
    Reader(cookie, now).readAttributes(rest);
    return cookie;
}

} // namespace tessera
