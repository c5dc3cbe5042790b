#include "core/session/entry_list.h"

#include "core/session/manager_state.h"

#include <algorithm>
#include <limits>

namespace tessera {

bool EntryList::contains(const Entry& entry) const
{
    return find(entry->session.account.id) == entry;
}

void EntryList::place(const Entry& entry, const Entry& before)
{
    const auto index = before && contains(before) ? m_order.indexOf(before) : -1;
    if (index < 0)
        m_order.append(entry);
    else
        m_order[index] = entry;
    m_byId.insert(entry->session.account.id, entry);
}

void EntryList::remove(const Entry& entry)
{
    if (!contains(entry))
        return;
    m_order.removeOne(entry);
    m_byId.remove(entry->session.account.id);
}

bool EntryList::sort(const QStringList& accountIds)
{
    QHash<QString, qsizetype> places;
    for (const QString& id : accountIds)
        places.insert(id, places.size());
    const auto placeOf = [&](const Entry& entry) {
        return places.value(entry->session.account.id, std::numeric_limits<qsizetype>::max());
    };
    const QList<Entry> before = m_order;
    std::stable_sort(m_order.begin(), m_order.end(), [&placeOf](const Entry& one, const Entry& other) {
        return placeOf(one) < placeOf(other);
    });
    return m_order != before;
}

} // namespace tessera
