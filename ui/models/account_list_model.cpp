#include "ui/models/account_list_model.h"

#include "ui/text/host_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/monogram.h"

#include <QMimeData>

#include <algorithm>
#include <limits>

namespace tessera {

namespace {

/// Between rows of this list, and nowhere else: the id of an account.
const QString kRowType = QStringLiteral("application/x-tessera-account-row");

} // namespace

AccountListModel::AccountListModel(QObject* parent) : QAbstractListModel(parent) {}

bool AccountListModel::needsPerson(const Session& session) const
{
    return stateText(session, m_now).needsPerson;
}

void AccountListModel::countRows()
{
    m_rows.clear();
    m_waiting = 0;
    for (int row = 0; row < m_sessions.size(); ++row) {
        m_rows.insert(m_sessions[row].account.id, row);
        m_waiting += needsPerson(m_sessions[row]) ? 1 : 0;
    }
}

void AccountListModel::put(const Session& session)
{
    m_waiting += needsPerson(session) ? 1 : 0;
    const int row = rowOf(session.account.id);
    if (row >= 0) {
        m_waiting -= needsPerson(m_sessions[row]) ? 1 : 0;
        m_sessions[row] = session;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    const int end = int(m_sessions.size());
    beginInsertRows({}, end, end);
    m_sessions.append(session);
    m_rows.insert(session.account.id, end);
    endInsertRows();
}

void AccountListModel::add(const QList<Session>& sessions)
{
    QList<Session> fresh;
    for (const Session& session : sessions)
        if (rowOf(session.account.id) >= 0)
            put(session);
        else
            fresh.append(session);
    if (fresh.isEmpty())
        return;
    const int first = int(m_sessions.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    for (const Session& session : std::as_const(fresh)) {
        m_waiting += needsPerson(session) ? 1 : 0;
        m_rows.insert(session.account.id, int(m_sessions.size()));
        m_sessions.append(session);
    }
    endInsertRows();
}

void AccountListModel::remove(const QString& accountId)
{
    const int row = rowOf(accountId);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_sessions.removeAt(row);
    countRows();
    endRemoveRows();
}

void AccountListModel::sortAs(const QStringList& accountIds)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QStringList ids;
    for (const QModelIndex& index : before)
        ids.append(m_sessions[index.row()].account.id);
    QHash<QString, qsizetype> places;
    for (const QString& id : accountIds)
        places.insert(id, places.size());
    const auto placeOf = [&](const Session& session) {
        return places.value(session.account.id, std::numeric_limits<qsizetype>::max());
    };
    std::stable_sort(m_sessions.begin(), m_sessions.end(),
                     [&](const Session& one, const Session& other) { return placeOf(one) < placeOf(other); });
    countRows();
    QModelIndexList after;
    for (const QString& id : std::as_const(ids))
        after.append(index(rowOf(id)));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void AccountListModel::setNow(TimePoint now)
{
    m_now = now;
    countRows();
    if (!m_sessions.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
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
    const auto state = [&] { return stateText(session, m_now); };
    switch (role) {
    case IdRole:
        return session.account.id;
    case Qt::DisplayRole:
    case Qt::EditRole:
    case NameRole:
        return accountName(session.account);
    case HostRole:
        return hostText(session.account.issuer);
    case WordRole:
        return word(session, state());
    case GlyphRole:
        return int(state().glyph);
    case InitialsRole:
        return initials(accountName(session.account));
    case TileRole:
        return monogramIndex(session.account.id);
    case Qt::AccessibleTextRole:
        return tr("%1 at %2. %3")
            .arg(accountName(session.account), hostText(session.account.issuer), state().sentence());
    case Qt::ToolTipRole:
        return plainToolTip(state().sentence());
    default:
        return {};
    }
}

bool AccountListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    // What it was shown as is no name a person gave.
    if (value.toString() != data(index, Qt::EditRole).toString())
        Q_EMIT renameRequested(data(index, IdRole).toString(), value.toString());
    return true; // the answer comes as put()
}

Qt::ItemFlags AccountListModel::flags(const QModelIndex& index) const
{
    // Between the rows is where one can be dropped, not on them.
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
}

QStringList AccountListModel::mimeTypes() const
{
    return {kRowType};
}

QMimeData* AccountListModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(kRowType, indexes.constFirst().data(IdRole).toString().toUtf8());
    return data;
}

bool AccountListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                    const QModelIndex& parent)
{
    const QString id = QString::fromUtf8(data->data(kRowType));
    if (action != Qt::MoveAction || parent.isValid() || rowOf(id) < 0)
        return false;
    const bool isEnd = row < 0 || row >= m_sessions.size();
    Q_EMIT moveRequested(id, isEnd ? QString() : m_sessions[row].account.id);
    return false; // the row has been moved: nothing is left for the view to remove
}

} // namespace tessera
