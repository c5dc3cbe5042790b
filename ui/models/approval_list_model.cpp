#include "ui/models/approval_list_model.h"

#include "core/base/logging.h"
#include "ui/text/relative_time.h"
#include "ui/widgets/label.h"

namespace tessera {
namespace {

constexpr qsizetype kLongest = 1000;

/// Of our own command line it is the program that uses it that was allowed.
QString programOf(const Approval& approval)
{
    return printable(approval.startedBy.isEmpty() ? approval.program : approval.startedBy, kLongest);
}

} // namespace

ApprovalListModel::ApprovalListModel(QObject* parent) : QAbstractTableModel(parent) {}

void ApprovalListModel::setApprovals(const QList<Approval>& approvals)
{
    beginResetModel();
    m_approvals = approvals;
    endResetModel();
}

int ApprovalListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_approvals.size());
}

int ApprovalListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString ApprovalListModel::text(const Approval& approval, int column)
{
    switch (column) {
    case Program:
        return programOf(approval);
    case AccountColumn:
        return approval.isDenial ? tr("All") : printable(approval.account, 100);
    case Token:
        return approval.kind == WishKind::Id ? tr("ID token") : tr("Access token");
    case Scope:
        return printable(approval.scope.join(u' '), kLongest);
    case Until:
        if (approval.isDenial)
            return tr("Denied");
        return approval.until ? tr("Until %1").arg(clockTime(*approval.until)) : tr("Always");
    default:
        return {};
    }
}

QVariant ApprovalListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_approvals.size())
        return {};
    const Approval& approval = m_approvals[index.row()];
    if (role == IdRole)
        return approval.id;
    if (role == Qt::DisplayRole)
        return text(approval, index.column());
    if (role == Qt::ToolTipRole)
        return plainToolTip(text(approval, index.column()));
    return {};
}

QVariant ApprovalListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Program"), tr("Account"), tr("Token"), tr("Scope"), tr("Until")};
    return names.value(section);
}

} // namespace tessera
