#include "core/base/json_members.h"

#include <QJsonArray>

#include <cmath>

namespace tessera {
namespace {

auto wrongType(QStringView name, QStringView code, QStringView wanted)
{
    return failure(ErrorKind::Malformed, code, QStringLiteral("%1 must be %2").arg(name, wanted));
}

constexpr double kYear9999 = 253402300799.0;

} // namespace

Result<std::optional<QString>> optionalString(const QJsonObject& object, QStringView name, QStringView code)
{
    const auto it = object.constFind(name);
    if (it == object.constEnd())
        return std::optional<QString>();
    if (!it->isString())
        return wrongType(name, code, u"a string");
    return std::optional<QString>(it->toString());
}

Result<QString> requiredString(const QJsonObject& object, QStringView name, QStringView code)
{
    const auto text = optionalString(object, name, code);
    if (!text)
        return failure(text.error());
    if (!*text)
        return failure(ErrorKind::Malformed, code, QStringLiteral("%1 is missing").arg(name));
    if ((*text)->isEmpty())
        return failure(ErrorKind::Malformed, code, QStringLiteral("%1 is empty").arg(name));
    return **text;
}

Result<std::optional<QStringList>> optionalStringList(const QJsonObject& object, QStringView name,
                                                      QStringView code)
{
    const auto it = object.constFind(name);
    if (it == object.constEnd())
        return std::optional<QStringList>();
    if (!it->isArray())
        return wrongType(name, code, u"an array of strings");
    QStringList list;
    const QJsonArray array = it->toArray();
    for (const auto& entry : array) {
        if (!entry.isString())
            return wrongType(name, code, u"an array of strings");
        list.append(entry.toString());
    }
    return std::optional<QStringList>(list);
}

Result<std::optional<bool>> optionalBool(const QJsonObject& object, QStringView name, QStringView code)
{
    const auto it = object.constFind(name);
    if (it == object.constEnd())
        return std::optional<bool>();
    if (!it->isBool())
        return wrongType(name, code, u"true or false");
    return std::optional<bool>(it->toBool());
}

Result<std::optional<TimePoint>> optionalNumericDate(const QJsonObject& object, QStringView name,
                                                     QStringView code)
{
    const auto it = object.constFind(name);
    if (it == object.constEnd())
        return std::optional<TimePoint>();
    if (!it->isDouble())
        return wrongType(name, code, u"a number of seconds");
    const double seconds = std::floor(it->toDouble());
    if (!(seconds >= 0 && seconds <= kYear9999))
        return wrongType(name, code, u"a time between 1970 and 9999");
    return std::optional<TimePoint>(fromUnixSeconds(static_cast<qint64>(seconds)));
}

} // namespace tessera
