#include "core/session/due_queue.h"

#include "core/session/manager_state.h"

namespace tessera {

void DueQueue::plan(const std::shared_ptr<AccountEntry>& entry, std::optional<Milliseconds> due)
{
    if (entry->due == due)
        return;
    if (entry->due)
        m_order.erase({*entry->due, entry});
    if (due)
        m_order.insert({*due, entry});
    entry->due = due;
}

std::optional<Milliseconds> DueQueue::earliest() const
{
    if (m_order.empty())
        return std::nullopt;
    return m_order.begin()->first;
}

std::shared_ptr<AccountEntry> DueQueue::takeDue(Milliseconds now)
{
    if (m_order.empty() || m_order.begin()->first > now)
        return nullptr;
    const auto entry = m_order.begin()->second;
    m_order.erase(m_order.begin());
    entry->due.reset();
    return entry;
}

} // namespace tessera
