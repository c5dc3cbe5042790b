#include "core/providers/row_reader.h"

#include "core/base/json_members.h"

#include <QJsonArray>
#include <QUrl>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"providers.member";

}

RowReader::RowReader(const QJsonObject& row, const QStringList& members, QString place)
    : m_row(row), m_place(std::move(place))
{
    for (const QString& name : row.keys())
        if (!members.contains(name))
            fail(QStringLiteral("unknown member %1").arg(m_place + name));
}

template <class T>
T RowReader::take(Result<T> value)
{
    if (value)
        return *std::move(value);
    fail(m_place + value.error().detail);
    return T();
}

QString RowReader::required(QStringView name)
{
    return take(requiredString(m_row, name, kBadMember));
}

QString RowReader::text(QStringView name)
{
    return take(optionalString(m_row, name, kBadMember)).value_or(QString());
}

QStringList RowReader::list(QStringView name)
{
    return take(optionalStringList(m_row, name, kBadMember)).value_or(QStringList());
}

bool RowReader::flag(QStringView name)
{
    return take(optionalBool(m_row, name, kBadMember)).value_or(false);
}

QUrl RowReader::httpsUrl(QStringView name)
{
    const QString address = text(name);
    const QUrl url(address, QUrl::StrictMode);
    if (!address.isEmpty() && (url.scheme() != QLatin1String("https") || url.host().isEmpty()))
        fail(QStringLiteral("%1%2 must be an https address").arg(m_place, name));
    return url;
}

FormFields RowReader::fields(QStringView name)
{
    FormFields fields;
    const QJsonObject members = object(name);
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (!it->isString())
            fail(QStringLiteral("%1%2.%3 must be a string").arg(m_place, name, it.key()));
        fields.append({it.key(), it->toString()});
    }
    return fields;
}

QJsonObject RowReader::object(QStringView name)
{
    const QJsonValue value = m_row.value(name);
    if (!value.isUndefined() && !value.isObject())
        fail(QStringLiteral("%1%2 must be an object").arg(m_place, name));
    return value.toObject();
}

QList<QJsonObject> RowReader::objects(QStringView name)
{
    const QJsonValue value = m_row.value(name);
    if (!value.isUndefined() && !value.isArray())
        fail(QStringLiteral("%1%2 must be an array").arg(m_place, name));
    QList<QJsonObject> objects;
    for (const QJsonValue& element : value.toArray()) {
        if (!element.isObject())
            fail(QStringLiteral("%1%2 must hold objects").arg(m_place, name));
        objects.append(element.toObject());
    }
    return objects;
}

std::optional<int> RowReader::number(QStringView name, int most)
{
    if (!m_row.contains(name))
        return std::nullopt;
    const int value = m_row.value(name).toInt(0);
    if (value < 1 || value > most)
        fail(QStringLiteral("%1%2 must be a whole number from 1 to %3").arg(m_place, name).arg(most));
    return value;
}

qsizetype RowReader::choice(QStringView name, const QStringList& values, qsizetype fallback)
{
    if (!m_row.contains(name))
        return fallback;
    const qsizetype found = values.indexOf(text(name));
    if (found < 0)
        fail(QStringLiteral("%1%2 must be one of %3").arg(m_place, name, values.join(QStringLiteral(", "))));
    return qMax(found, qsizetype(0));
}

void RowReader::fail(const QString& what)
{
    if (!m_fault)
        m_fault = what;
}

void RowReader::include(const RowReader& part)
{
    if (part.m_fault)
        fail(*part.m_fault);
}

} // namespace tessera
