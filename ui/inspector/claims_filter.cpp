#include "ui/inspector/claims_filter.h"

#include <algorithm>

namespace tessera {

ClaimsFilter::ClaimsFilter(ClaimsModel* model, QObject* parent)
    : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(model);
    setSortRole(ClaimsModel::SortRole);
}

void ClaimsFilter::setSection(ClaimRow::Section section)
{
    if (section == m_section)
        return;
    m_section = section;
    invalidateFilter();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ClaimsModel::ColumnCount - 1);
}

void ClaimsFilter::setWords(const QString& words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

QList<ClaimRow> ClaimsFilter::rowsOf(const QModelIndexList& indexes) const
{
    QList<int> numbers;
    for (const QModelIndex& index : indexes)
        numbers << index.row();
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    QList<ClaimRow> rows;
    for (int number : numbers)
        rows << m_model->rows().at(mapToSource(index(number, 0)).row());
    return rows;
}

QVariant ClaimsFilter::headerData(int column, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ClaimsModel::NameColumn:
        return m_section == ClaimRow::Section::Claims   ? tr("Claim")
               : m_section == ClaimRow::Section::Header ? tr("Parameter")
                                                        : tr("Name");
    case ClaimsModel::ValueColumn:
        return tr("Value");
    case ClaimsModel::MeaningColumn:
        return tr("Meaning");
    default:
        return tr("Spec");
    }
}

bool ClaimsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const ClaimRow& claim = m_model->rows().at(row);
    if (claim.section != m_section)
        return false;
    if (m_words.isEmpty() || claim.value.contains(m_words, Qt::CaseInsensitive))
        return true;
    for (int column = 0; column < ClaimsModel::ColumnCount; ++column)
        if (m_model->index(row, column, parent).data().toString().contains(m_words, Qt::CaseInsensitive))
            return true;
    return false;
}

bool ClaimsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(ClaimsModel::SortRole);
    const QVariant b = right.data(ClaimsModel::SortRole);
    const bool numberA = a.typeId() == QMetaType::Double;
    const bool numberB = b.typeId() == QMetaType::Double;
    if (numberA && numberB)
        return a.toDouble() < b.toDouble();
    if (numberA != numberB)
        return numberA; // numbers before words
    return a.toString().compare(b.toString(), Qt::CaseInsensitive) < 0;
}

} // namespace tessera
