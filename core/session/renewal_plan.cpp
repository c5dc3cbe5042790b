#include "core/session/renewal_plan.h"

#include "core/session/back_off.h"

#include <algorithm>
#include <limits>

namespace tessera {
namespace {

/// Up to `most`, evenly.
Milliseconds partOf(Milliseconds most, quint32 random)
{
    const double part = static_cast<double>(random) / std::numeric_limits<quint32>::max();
    return Milliseconds(static_cast<qint64>(static_cast<double>(most.count()) * part));
}

} // namespace

RenewalPolicy RenewalPolicy::spreadOut()
{
    RenewalPolicy policy;
    policy.firstAfterPercent = 25;
    policy.earlierPercent = 5;
    policy.startPerAccount = Milliseconds(150);
    policy.networkSpread = Seconds(10);
    policy.outageSpread = std::chrono::minutes(10);
    return policy;
}

RenewalPolicy RenewalPolicy::where(bool refreshEndsAccessToken) const
{
    RenewalPolicy policy = *this;
    if (!refreshEndsAccessToken)
        return policy;
    policy.lead = std::min(lead, leadOfShared);
    policy.firstAfterPercent = 100;
    policy.earlierPercent = 0;
    return policy;
}

Milliseconds latestRenewal(Milliseconds life, const RenewalPolicy& policy)
{
    const Milliseconds lead = std::min(policy.lead, life * policy.leadPercent / 100);
    return std::max(life - lead, policy.minimumGap);
}

Milliseconds plannedRenewal(Milliseconds life, After after, const RenewalPolicy& policy, quint32 random)
{
    const Milliseconds latest = latestRenewal(life, policy);
    const Milliseconds earliest = after == After::SharedMoment ? life * policy.firstAfterPercent / 100
                                                               : latest - life * policy.earlierPercent / 100;
    const Milliseconds room = std::max(latest - std::max(earliest, policy.minimumGap), Milliseconds(0));
    return latest - partOf(room, random);
}

Milliseconds startDelay(qsizetype accounts, const RenewalPolicy& policy, quint32 random)
{
    return partOf(std::min<Milliseconds>(policy.startPerAccount * accounts, policy.startAtMost), random);
}

Milliseconds networkDelay(const RenewalPolicy& policy, quint32 random)
{
    return partOf(policy.networkSpread, random);
}

Milliseconds retryDelay(int failures, std::optional<Seconds> retryAfter, const RenewalPolicy& policy,
                        quint32 random)
{
    const Milliseconds own = backOff(failures, random);
    if (!retryAfter)
        return own;
    const Milliseconds asked = *retryAfter;
    return std::max(own, asked + partOf(std::max(asked / 2, policy.outageSpread), random));
}

} // namespace tessera
