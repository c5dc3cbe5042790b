// One section of the claims at a time, only the rows that hold the words asked for, sorted by any column:
// numbers as numbers. Unsorted it keeps the order people read in.
#pragma once

#include "ui/inspector/claims_model.h"

#include <QSortFilterProxyModel>

namespace tessera {

class ClaimsFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ClaimsFilter(ClaimsModel* model, QObject* parent = nullptr);

    void setSection(ClaimRow::Section section);
    ClaimRow::Section section() const { return m_section; }
    /// In any column, in any case.
    void setWords(const QString& words);
    QList<ClaimRow> rowsOf(const QModelIndexList& indexes) const;

    QVariant headerData(int column, Qt::Orientation orientation, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    ClaimsModel* m_model;
    ClaimRow::Section m_section = ClaimRow::Section::Claims;
    QString m_words;
};

} // namespace tessera
