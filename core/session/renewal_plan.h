// When to renew, as arithmetic: no clock, no network, no randomness of its own. The manager plans with it,
// and the bench lets a million desktops plan with it.
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QtGlobal>

namespace tessera {

struct RenewalPolicy
{
    Milliseconds lead = Seconds(60);       ///< at most this long before the end…
    int leadPercent = 10;                  ///< …and at most this part of the life
    Milliseconds minimumGap = Seconds(30); ///< between two renewals of one account (A225)
    /// Instead of `lead` where a renewal ends the access token before it
    /// (ServerTraits::refreshEndsAccessToken): others may hold it, so it is left to them almost to its end.
    Milliseconds leadOfShared = Seconds(10);
    qsizetype mostAtOnce = 6; ///< renewals under way (A230)

    /// Where many programs start, wake or come back online in the same minutes, their next renewals would
    /// meet again and again. So the first one after that falls anywhere after this part of the token's life;
    /// 100: as late as possible.
    int firstAfterPercent = 100;
    /// Every later one comes earlier by at most this part of the life.
    int earlierPercent = 0;
    /// At a start each further account adds this much to the time over which the first renewals are spread…
    Milliseconds startPerAccount{0};
    Milliseconds startAtMost = Seconds(30); ///< …up to this (A230)
    Milliseconds networkSpread{0};          ///< after the network came back (A224)
    /// After a Retry-After, for renewals nobody waits for: all who were sent away meet again otherwise.
    Milliseconds outageSpread{0};

    /// For a program that stays open: all of the above switched on. The plain default is exact, for tests and
    /// for commands that live for a second.
    static RenewalPolicy spreadOut();

    /// What holds for a server of that kind.
    RenewalPolicy where(bool refreshEndsAccessToken) const;
};

/// After which part of its life a token is renewed at the latest: life − min(lead, leadPercent of the life),
/// not before minimumGap.
Milliseconds latestRenewal(Milliseconds life, const RenewalPolicy& policy);

/// Whether the token came by itself or right after a moment that many programs share (start, wake, network).
enum class After { Renewal, SharedMoment };

/// Since the token came, never later than latestRenewal and never before minimumGap. `random` is any number.
Milliseconds plannedRenewal(Milliseconds life, After after, const RenewalPolicy& policy, quint32 random);

/// How long after a start the first renewal of one among `accounts` waits.
Milliseconds startDelay(qsizetype accounts, const RenewalPolicy& policy, quint32 random);

/// How long after the network came back.
Milliseconds networkDelay(const RenewalPolicy& policy, quint32 random);

/// After the `failures`-th failure in a row, with the Retry-After the server sent (RFC 9110 section 10.2.3):
/// never sooner than that, and up to half as long again or outageSpread, so that all who were sent away at
/// the same time do not return at the same time. Without one: backOff.
Milliseconds retryDelay(int failures, std::optional<Seconds> retryAfter, const RenewalPolicy& policy,
                        quint32 random);

} // namespace tessera
