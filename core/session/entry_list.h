// The accounts in the order of accounts.json, found by id without walking all of them.
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <memory>

namespace tessera {

struct AccountEntry;

class EntryList
{
public:
    using Entry = std::shared_ptr<AccountEntry>;

    const QList<Entry>& all() const { return m_order; }
    auto begin() const { return m_order.begin(); }
    auto end() const { return m_order.end(); }

    /// Null: there is none.
    Entry find(const QString& accountId) const { return m_byId.value(accountId); }
    bool contains(const Entry& entry) const;
    /// In the place of `before`, which may be null or gone: then at the end.
    void place(const Entry& entry, const Entry& before = nullptr);
    void remove(const Entry& entry);
    /// Those named in this order, the others behind them as they were. True: something moved.
    bool sort(const QStringList& accountIds);

private:
    QList<Entry> m_order;
    QHash<QString, Entry> m_byId;
};

} // namespace tessera
