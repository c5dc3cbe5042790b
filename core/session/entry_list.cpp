#include "core/session/entry_list.h"

#include "core/session/manager_state.h"

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

} // namespace tessera
