#include "core/inspector/token_times.h"

#include "core/base/json_members.h"
#include "core/oidc/id_token_checks.h"

#include <cstdlib>

namespace tessera {
namespace {

using namespace std::chrono;

QString relativeTo(TimePoint now, TimePoint time)
{
    return time >= now ? QStringLiteral("in ") + idtoken::inWords(time - now)
                       : idtoken::inWords(now - time) + QStringLiteral(" ago");
}

/// Writes `value` with leading zeros over the `width` characters before `end`.
void putDigits(QChar* end, int width, int value)
{
    for (; width > 0; --width, value /= 10)
        *--end = QChar(u'0' + value % 10);
}

/// "2026-01-02T04:04:05". Years 1970 to 9999; QDateTime would take longer than the rest of a report.
QString dateAndTime(sys_time<seconds> time)
{
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    QString text = QStringLiteral("0000-00-00T00:00:00");
    QChar* const begin = text.data();
    putDigits(begin + 4, 4, static_cast<int>(date.year()));
    putDigits(begin + 7, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    putDigits(begin + 10, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    putDigits(begin + 13, 2, static_cast<int>(clock.hours().count()));
    putDigits(begin + 16, 2, static_cast<int>(clock.minutes().count()));
    putDigits(begin + 19, 2, static_cast<int>(clock.seconds().count()));
    return text;
}

QString inUtc(TimePoint time)
{
    return dateAndTime(floor<seconds>(time)) + u'Z';
}

QJsonObject describe(const QJsonObject& claims, QStringView name, const QJsonValue& value, TimePoint now)
{
    const auto time = optionalNumericDate(claims, name, u"jwt.time");
    if (!time || !*time)
        return {{QStringLiteral("value"), value},
                {QStringLiteral("iso"), QJsonValue::Null},
                {QStringLiteral("relative"), QJsonValue::Null}};
    return {{QStringLiteral("value"), value},
            {QStringLiteral("iso"), inUtc(**time)},
            {QStringLiteral("relative"), relativeTo(now, **time)}};
}

} // namespace

QString localTimeText(TimePoint time)
{
    const int offset = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).offsetFromUtc();
    QString text = dateAndTime(floor<seconds>(time) + seconds(offset)) + QStringLiteral("+00:00");
    QChar* const end = text.data() + text.size();
    if (offset < 0)
        *(end - 6) = u'-';
    putDigits(end - 3, 2, std::abs(offset) / 3600);
    putDigits(end, 2, std::abs(offset) / 60 % 60);
    return text;
}

QJsonObject describeTimes(const QJsonObject& claims, TimePoint now)
{
    QJsonObject times;
    for (const QStringView name : {u"iat", u"nbf", u"exp", u"auth_time", u"updated_at"}) {
        const QJsonValue value = claims.value(name);
        if (value.isDouble())
            times.insert(name, describe(claims, name, value, now));
    }
    return times;
}

} // namespace tessera
