#include "ui/text/relative_time.h"

#include <QCoreApplication>
#include <QLocale>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::RelativeTime)
};

struct Amount
{
    int minutes = 0;
    int hours = 0; ///< set from two hours on
    int days = 0;  ///< set from two days on
};

/// Whole units, rounded down: what is promised is kept.
Amount amount(Milliseconds left)
{
    using namespace std::chrono;
    const auto minutes = floor<std::chrono::minutes>(left).count();
    if (minutes >= 48 * 60)
        return {0, 0, int(minutes / (24 * 60))};
    if (minutes >= 120)
        return {0, int(minutes / 60), 0};
    return {int(minutes), 0, 0};
}

/// The short form of the country, without the seconds that some have in it.
QString timeFormat()
{
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    return format.remove(QStringLiteral(":ss"));
}

} // namespace

QString inTime(Milliseconds left)
{
    const Amount a = amount(left);
    if (a.days > 0)
        return Text::tr("in %n days", nullptr, int(a.days));
    if (a.hours > 0)
        return Text::tr("in %n hours", nullptr, int(a.hours));
    if (a.minutes > 1)
        return Text::tr("in %n minutes", nullptr, int(a.minutes));
    return a.minutes == 1 ? Text::tr("in 1 minute") : Text::tr("in less than a minute");
}

QString agoTime(Milliseconds since)
{
    const Amount a = amount(since);
    if (a.days > 0)
        return Text::tr("%n days ago", nullptr, int(a.days));
    if (a.hours > 0)
        return Text::tr("%n hours ago", nullptr, int(a.hours));
    if (a.minutes > 1)
        return Text::tr("%n minutes ago", nullptr, int(a.minutes));
    return a.minutes == 1 ? Text::tr("1 minute ago") : Text::tr("less than a minute ago");
}

QString spanText(Milliseconds span)
{
    const Amount a = amount(span);
    if (a.days > 0)
        return Text::tr("%n days", nullptr, int(a.days));
    if (a.hours > 0)
        return Text::tr("%n hours", nullptr, int(a.hours));
    if (a.minutes > 1)
        return Text::tr("%n minutes", nullptr, int(a.minutes));
    return a.minutes == 1 ? Text::tr("1 minute") : Text::tr("less than a minute");
}

QString moreTime(Milliseconds left)
{
    const Amount a = amount(left);
    if (a.days > 0)
        return Text::tr("%n more days", nullptr, int(a.days));
    if (a.hours > 0)
        return Text::tr("%n more hours", nullptr, int(a.hours));
    if (a.minutes > 1)
        return Text::tr("%n more minutes", nullptr, int(a.minutes));
    return a.minutes == 1 ? Text::tr("1 more minute") : Text::tr("less than a minute");
}

QString clockTime(TimePoint time)
{
    return QLocale().toString(toDateTime(time).toLocalTime().time(), timeFormat());
}

QString dayAndTime(TimePoint time, TimePoint now)
{
    const QDate day = toDateTime(time).toLocalTime().date();
    const QDate today = toDateTime(now).toLocalTime().date();
    if (day == today)
        return clockTime(time);
    if (day == today.addDays(-1))
        return Text::tr("Yesterday %1").arg(clockTime(time));
    return QStringLiteral("%1 %2").arg(
        QLocale().toString(day, Text::tr("d MMM", "a date of this year, in the letters of QLocale")),
        clockTime(time));
}

QString exactTime(TimePoint time)
{
    const QDateTime local = toDateTime(time).toLocalTime();
    return QStringLiteral("%1, %2").arg(QLocale().toString(local.date(), QLocale::LongFormat),
                                        QLocale().toString(local.time(), QStringLiteral("HH:mm:ss")));
}

} // namespace tessera
