// Why a sign-in may have ended: what the server said, when, and which rule of that provider fits the dates. A
// guess that says what it rests on; the server itself says no more than invalid_grant.
#pragma once

#include "core/providers/provider.h"
#include "core/session/session.h"

namespace tessera {

struct EndOfSignIn
{
    TimePoint at; ///< when it was noticed
    Error why;
    std::optional<TimePoint> signedInAt;
    /// The last time the server honoured the grant: a renewal, else the sign-in itself.
    std::optional<TimePoint> lastHonouredAt;
    int renewals = 0; ///< since that sign-in, as far as the journal reaches
    /// Whose date lies between the last time the grant was honoured and its end: it fits, and was not over
    /// before.
    QList<RefreshEnding> likely;
    /// Those without a date: they fit always, and explain least.
    QList<RefreshEnding> possible;
};

/// From the account's events, for the last end that no sign-in followed. Unset: the account is signed in, or
/// nobody remembers. `rule`: of the account's provider.
std::optional<EndOfSignIn> endOfSignIn(const Session& session, const RefreshRule& rule);

} // namespace tessera
