#include "ui/inspector/claims_model.h"

#include "core/base/logging.h"
#include "ui/inspector/time_text.h"
#include "ui/widgets/label.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kLongestName = 80;
constexpr qsizetype kLongestValue = 300;
constexpr qsizetype kLongestToolTip = 2000;

/// The order people read in; whatever else there is follows by its name.
constexpr QStringView kOrder[] = {u"alg", u"enc", u"typ", u"kid",       u"iss", u"sub",
                                  u"aud", u"azp", u"iat", u"auth_time", u"nbf", u"exp"};

int rank(QStringView name)
{
    const auto* found = std::find(std::begin(kOrder), std::end(kOrder), name);
    return int(found - std::begin(kOrder));
}

/// Through the document, which keeps whole numbers whole.
QString asText(const QJsonValue& value, QJsonDocument::JsonFormat format)
{
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    if (format == QJsonDocument::Compact || (!value.isObject() && !value.isArray()))
        return QString::fromUtf8(array.sliced(1, array.size() - 2));
    const QJsonDocument inner =
        value.isObject() ? QJsonDocument(value.toObject()) : QJsonDocument(value.toArray());
    return QString::fromUtf8(inner.toJson(QJsonDocument::Indented)).trimmed();
}

/// printable() keeps one line; a tooltip may have more.
QString printableLines(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.left(kLongestToolTip).split(u'\n'))
        lines << printable(line, kLongestToolTip);
    return lines.join(u'\n').left(kLongestToolTip);
}

} // namespace

ClaimsModel::ClaimsModel(ClaimWordSource catalogue, QObject* parent)
    : QAbstractTableModel(parent), m_catalogue(std::move(catalogue))
{
}

void ClaimsModel::setCatalogue(ClaimWordSource catalogue)
{
    m_catalogue = std::move(catalogue);
}

void ClaimsModel::setReport(const TokenReport& report, TimePoint now)
{
    beginResetModel();
    m_now = now;
    m_rows.clear();
    if (report.claims)
        addObject(*report.claims, ClaimRow::Section::Claims, report);
    for (const ReportField& field : report.fields)
        m_rows.append(
            {ClaimRow::Section::Fields, field.name, field.value, field.value, field.meaning, {}, {}});
    addObject(report.header, ClaimRow::Section::Header, report);
    endResetModel();
}

void ClaimsModel::addObject(const QJsonObject& object, ClaimRow::Section section, const TokenReport& report)
{
    QStringList names = object.keys();
    std::stable_sort(names.begin(), names.end(),
                     [](const QString& a, const QString& b) { return rank(a) < rank(b); });
    const bool isHeader = section == ClaimRow::Section::Header;
    for (const QString& name : names) {
        ClaimRow row;
        row.section = section;
        row.name = name;
        row.json = object.value(name);
        row.value = asText(row.json, QJsonDocument::Compact);
        const ClaimWords meaning = m_catalogue(name, isHeader ? ClaimPlace::Header : ClaimPlace::Claims);
        row.meaning = meaning.meaning;
        row.reference = meaning.reference;
        if (!isHeader)
            row.time = claimTime(report, name);
        m_rows.append(row);
    }
}

void ClaimsModel::setNow(TimePoint now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, MeaningColumn), index(rowCount() - 1, MeaningColumn));
}

int ClaimsModel::count(ClaimRow::Section section) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [section](const ClaimRow& row) { return row.section == section; }));
}

int ClaimsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ClaimsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ClaimsModel::meaningOf(const ClaimRow& row) const
{
    return row.time ? claimTimeText(row.name, *row.time, m_now) : row.meaning;
}

QString ClaimsModel::toolTip(const ClaimRow& row) const
{
    QStringList lines{printable(row.name, kLongestName),
                      printableLines(asText(row.json, QJsonDocument::Indented))};
    if (row.time)
        lines << bothTimes(*row.time);
    if (!row.meaning.isEmpty())
        lines << printable(row.meaning, kLongestValue);
    return lines.join(u'\n');
}

QVariant ClaimsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const ClaimRow& row = m_rows[index.row()];
    if (role == Qt::ToolTipRole)
        return plainToolTip(toolTip(row));
    if (role == SectionRole)
        return int(row.section);
    if (role == SortRole && index.column() == ValueColumn && row.json.isDouble())
        return row.json.toDouble();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != SortRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return printable(row.name, kLongestName);
    case ValueColumn:
        return printable(row.value, kLongestValue);
    case MeaningColumn:
        return printable(meaningOf(row), kLongestValue);
    default:
        return printable(row.reference, kLongestName);
    }
}

QString rowsAsJson(const QList<ClaimRow>& rows)
{
    QJsonObject object;
    for (const ClaimRow& row : rows)
        object.insert(row.name, row.json);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace tessera
