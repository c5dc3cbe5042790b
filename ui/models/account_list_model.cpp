#include "ui/models/account_list_model.h"

#include "ui/text/host_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/monogram.h"

namespace tessera {

AccountListModel::AccountListModel(QObject* parent) : QAbstractListModel(parent) {}

void AccountListModel::put(const Session& session)
{
    const int row = rowOf(session.account.id);
    if (row >= 0) {
        m_sessions[row] = session;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    const int end = int(m_sessions.size());
    beginInsertRows({}, end, end);
    m_sessions.append(session);
    endInsertRows();
}

void AccountListModel::remove(const QString& accountId)
{
    const int row = rowOf(accountId);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_sessions.removeAt(row);
    endRemoveRows();
}

void AccountListModel::setNow(TimePoint now)
{
    m_now = now;
    if (!m_sessions.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int AccountListModel::rowOf(const QString& accountId) const
{
    for (int row = 0; row < m_sessions.size(); ++row)
        if (m_sessions[row].account.id == accountId)
            return row;
    return -1;
}

const Session* AccountListModel::session(const QString& accountId) const
{
    const int row = rowOf(accountId);
    return row < 0 ? nullptr : &m_sessions[row];
}

QList<Account> AccountListModel::accounts() const
{
    QList<Account> accounts;
    for (const Session& session : m_sessions)
        accounts.append(session.account);
    return accounts;
}

int AccountListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_sessions.size());
}

QString AccountListModel::word(const Session& session, const StateText& state)
{
    if (session.phase == Phase::Active)
        return session.isDevelopment() ? tr("development") : QString();
    return state.word;
}

QVariant AccountListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Session& session = m_sessions[index.row()];
    const StateText state = stateText(session, m_now);
    const QString name = accountName(session.account);
    switch (role) {
    case IdRole:
        return session.account.id;
    case Qt::DisplayRole:
    case NameRole:
        return name;
    case HostRole:
        return hostText(session.account.issuer);
    case WordRole:
        return word(session, state);
    case GlyphRole:
        return int(state.glyph);
    case InitialsRole:
        return initials(name);
    case TileRole:
        return monogramIndex(session.account.id);
    case Qt::AccessibleTextRole:
        return tr("%1 at %2. %3").arg(name, hostText(session.account.issuer), state.sentence());
    case Qt::ToolTipRole:
        return plainToolTip(state.sentence());
    default:
        return {};
    }
}

} // namespace tessera
