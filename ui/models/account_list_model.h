// The accounts as a list for views: name, host, state. Holds values; who changes them is not its business.
#pragma once

#include "core/session/session.h"
#include "ui/text/state_text.h"

#include <QAbstractListModel>

namespace tessera {

class AccountListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, NameRole, HostRole, WordRole, GlyphRole, InitialsRole, TileRole };

    explicit AccountListModel(QObject* parent = nullptr);

    /// Adds it at the end, or replaces the one of the same id where it stands.
    void put(const Session& session);
    void remove(const QString& accountId);
    /// Sentences of state hold times: call once a minute.
    void setNow(TimePoint now);

    /// -1: no such account.
    int rowOf(const QString& accountId) const;
    const Session* session(const QString& accountId) const;
    const QList<Session>& sessions() const { return m_sessions; }
    QList<Account> accounts() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    /// The word beside the glyph; nothing where all is well, "development" where that is worth saying.
    static QString word(const Session& session, const StateText& state);

    QList<Session> m_sessions;
    TimePoint m_now;
};

} // namespace tessera
