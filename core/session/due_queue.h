// Which account is to be looked at next: ordered by time, so that a look costs as much as there is to do and
// not as much as there are accounts.
#pragma once

#include "core/base/clock.h"

#include <memory>
#include <optional>
#include <set>

namespace tessera {

struct AccountEntry;

class DueQueue
{
public:
    /// Since boot; unset: nothing is planned. Replaces what was planned before.
    void plan(const std::shared_ptr<AccountEntry>& entry, std::optional<Milliseconds> due);
    std::optional<Milliseconds> earliest() const;
    /// Takes out one that is due at `now`; null: none is.
    std::shared_ptr<AccountEntry> takeDue(Milliseconds now);

private:
    /// The pointer only orders those of the same time.
    std::set<std::pair<Milliseconds, std::shared_ptr<AccountEntry>>> m_order;
};

} // namespace tessera
