// What was asked for, what was granted, and what the account had until now: so that a sign-in that would lose
// something is shown before it is accepted.
#pragma once

#include <QStringList>

namespace tessera {

struct ScopeLedger
{
    QStringList asked;
    QStringList granted;
    QStringList before; ///< what the account had; empty: there was none

    /// Had, and would have no longer.
    QStringList lost() const;
    /// Did not have, and would have.
    QStringList gained() const;
    /// Everything ever wanted: to be asked for so that nothing is lost. In the order before, asked.
    QStringList together() const;
};

} // namespace tessera
