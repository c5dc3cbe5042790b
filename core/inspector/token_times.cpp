#include "core/inspector/token_times.h"

#include "core/base/json_members.h"
#include "core/oidc/id_token_checks.h"

namespace tessera {
namespace {

QString relativeTo(TimePoint now, TimePoint time)
{
    return time >= now ? QStringLiteral("in %1").arg(idtoken::inWords(time - now))
                       : QStringLiteral("%1 ago").arg(idtoken::inWords(now - time));
}

QJsonObject describe(const QJsonObject& claims, QStringView name, TimePoint now)
{
    const auto time = optionalNumericDate(claims, name, u"jwt.time");
    const bool isDate = time && *time;
    return {{QStringLiteral("value"), claims.value(name)},
            {QStringLiteral("iso"),
             isDate ? QJsonValue(toDateTime(**time).toString(Qt::ISODate)) : QJsonValue::Null},
            {QStringLiteral("relative"), isDate ? QJsonValue(relativeTo(now, **time)) : QJsonValue::Null}};
}

} // namespace

QJsonObject describeTimes(const QJsonObject& claims, TimePoint now)
{
    QJsonObject times;
    for (const QStringView name : {u"iat", u"nbf", u"exp", u"auth_time", u"updated_at"}) {
        if (claims.value(name).isDouble())
            times.insert(name.toString(), describe(claims, name, now));
    }
    return times;
}

} // namespace tessera
