// What programs are allowed, as a table for views: program, account, token, scope, until. Holds values.
#pragma once

#include "core/agent/approvals.h"

#include <QAbstractTableModel>

namespace tessera {

class ApprovalListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Program, AccountColumn, Token, Scope, Until, Columns };
    enum Role { IdRole = Qt::UserRole };

    explicit ApprovalListModel(QObject* parent = nullptr);

    void setApprovals(const QList<Approval>& approvals);
    const QList<Approval>& approvals() const { return m_approvals; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const Approval& approval, int column);
    QList<Approval> m_approvals;
};

} // namespace tessera
