#include "core/session/scope_ledger.h"

#include "core/oauth/token_set.h"

namespace tessera {

QStringList ScopeLedger::lost() const
{
    return scopesNotIn(granted, before);
}

QStringList ScopeLedger::gained() const
{
    return scopesNotIn(before, granted);
}

QStringList ScopeLedger::together() const
{
    return before + scopesNotIn(before, asked);
}

} // namespace tessera
