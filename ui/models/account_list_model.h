// The accounts as a list for views: name, host, state. Holds values; who changes them is not its business:
// what a person does to a row (another name, another place) is asked for by signals.
#pragma once

#include "core/session/session.h"
#include "ui/text/state_text.h"

#include <QAbstractListModel>
#include <QHash>

namespace tessera {

class AccountListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, NameRole, HostRole, WordRole, GlyphRole, InitialsRole, TileRole };

    explicit AccountListModel(QObject* parent = nullptr);

    /// Adds it at the end, or replaces the one of the same id where it stands.
    void put(const Session& session);
    /// All at once, behind those that are there; what is there already is replaced.
    void add(const QList<Session>& sessions);
    void remove(const QString& accountId);
    /// Those named in this order, the others behind them.
    void sortAs(const QStringList& accountIds);
    /// Sentences of state hold times: call once a minute.
    void setNow(TimePoint now);

    /// -1: no such account.
    int rowOf(const QString& accountId) const { return m_rows.value(accountId, -1); }
    const Session* session(const QString& accountId) const;
    const QList<Session>& sessions() const { return m_sessions; }
    QList<Account> accounts() const;
    /// How many need their person, as last told.
    int waiting() const { return m_waiting; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    void renameRequested(const QString& accountId, const QString& name);
    /// In front of `beforeId`; empty: to the end.
    void moveRequested(const QString& accountId, const QString& beforeId);

private:
    /// The word beside the glyph; nothing where all is well, "development" where that is worth saying.
    static QString word(const Session& session, const StateText& state);
    bool needsPerson(const Session& session) const;
    void countRows();

    QList<Session> m_sessions;
    QHash<QString, int> m_rows; ///< by id
    int m_waiting = 0;
    TimePoint m_now;
};

} // namespace tessera
