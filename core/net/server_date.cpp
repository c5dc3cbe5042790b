#include "core/net/server_date.h"

#include <QLocale>
#include <QTimeZone>

namespace tessera {
namespace {

constexpr qint64 kLongestAge = 31 * 24 * 3600;

} // namespace

std::optional<TimePoint> parseHttpDate(const QByteArray& text)
{
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()),
                                                   QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    return fromUnixSeconds(QDateTime(date.date(), date.time(), QTimeZone::utc()).toSecsSinceEpoch());
}

std::optional<ServerDate> serverDateOf(const HttpResponse& response)
{
    const auto date = parseHttpDate(response.header("Date"));
    if (!date)
        return std::nullopt;
    bool isNumber = false;
    const qint64 age = response.header("Age").toLongLong(&isNumber);
    const bool hasAge = isNumber && age >= 0 && age <= kLongestAge;
    const bool fromCache = hasAge || !response.header("Age").isEmpty() || !response.header("Via").isEmpty() ||
                           !response.header("X-Cache").isEmpty();
    return ServerDate{*date + Seconds(hasAge ? age : 0), fromCache};
}

} // namespace tessera
