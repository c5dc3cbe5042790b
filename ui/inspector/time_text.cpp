#include "ui/inspector/time_text.h"

#include "ui/text/relative_time.h"

#include <QCoreApplication>
#include <QLocale>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::TimeText)
};

/// With seconds, and the day if it is not today.
QString preciseTime(TimePoint time, TimePoint now)
{
    const QDateTime local = toDateTime(time).toLocalTime();
    const QString clock = local.time().toString(QStringLiteral("HH:mm:ss"));
    if (local.date() == toDateTime(now).toLocalTime().date())
        return clock;
    const bool near = local.date().daysTo(toDateTime(now).toLocalTime().date()) < 180 && time <= now;
    const QString day = near ? Text::tr("d MMM", "a date of this year, in the letters of QLocale")
                             : Text::tr("d MMM yyyy", "a date with its year, in the letters of QLocale");
    return QStringLiteral("%1 %2").arg(QLocale().toString(local.date(), day), clock);
}

QString relative(TimePoint time, TimePoint now)
{
    return time > now ? inTime(time - now) : agoTime(now - time);
}

QString leftText(Milliseconds left)
{
    using namespace std::chrono;
    const auto minutes = floor<std::chrono::minutes>(left).count();
    if (minutes >= 48 * 60)
        return Text::tr("%n days left", nullptr, int(minutes / (24 * 60)));
    if (minutes >= 120)
        return Text::tr("%n hours left", nullptr, int(minutes / 60));
    if (minutes > 1)
        return Text::tr("%n minutes left", nullptr, int(minutes));
    return minutes == 1 ? Text::tr("1 minute left") : Text::tr("less than a minute left");
}

} // namespace

std::optional<TimePoint> claimTime(const TokenReport& report, const QString& name)
{
    const QJsonObject time = report.times.value(name).toObject();
    if (!time.value(u"iso").isString() || !time.value(u"value").isDouble())
        return std::nullopt;
    return fromUnixSeconds(qint64(time.value(u"value").toDouble()));
}

TokenTimes tokenTimes(const TokenReport& report)
{
    return {claimTime(report, QStringLiteral("iat")), claimTime(report, QStringLiteral("nbf")),
            claimTime(report, QStringLiteral("auth_time")), claimTime(report, QStringLiteral("exp"))};
}

QString claimTimeText(QStringView name, TimePoint time, TimePoint now)
{
    const bool ahead = time > now;
    QString pattern = QStringLiteral("%1, %2");
    if (name == u"exp")
        pattern = ahead ? Text::tr("Runs out %1, %2") : Text::tr("Ran out %1, %2");
    else if (name == u"iat")
        pattern = Text::tr("Issued %1, %2");
    else if (name == u"nbf")
        pattern = ahead ? Text::tr("Valid %1, %2") : Text::tr("Valid since %1, %2");
    else if (name == u"auth_time")
        pattern = Text::tr("Signed in %1, %2");
    else if (name == u"updated_at")
        pattern = Text::tr("Changed %1, %2");
    return pattern.arg(relative(time, now), preciseTime(time, now));
}

QString bothTimes(TimePoint time)
{
    const QDateTime utc = toDateTime(time).toUTC();
    return Text::tr("%1 local time\n%2 UTC")
        .arg(exactTime(time), utc.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
}

QString lifeText(const TokenTimes& times, TimePoint now)
{
    const std::optional<TimePoint> from = times.notBefore;
    if (times.expiresAt && *times.expiresAt <= now)
        return Text::tr("Ran out %1").arg(agoTime(now - *times.expiresAt));
    if (from && *from > now)
        return Text::tr("Valid %1").arg(inTime(*from - now));
    if (times.expiresAt)
        return leftText(*times.expiresAt - now);
    return Text::tr("Never runs out");
}

} // namespace tessera
