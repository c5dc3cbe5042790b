// What is done at which time: renewals, retries, looks at a closed keychain, the end of a session that cannot
// renew itself. Planned since boot, so that neither sleep nor a clock that is set upsets it; the wall clock
// only makes things earlier (A223).
#pragma once

#include "core/session/manager_state.h"

namespace tessera {

/// Wall time of the next renewal or retry, for people; nothing where none is planned.
std::optional<TimePoint> nextRenewal(const StatePtr& state, const EntryPtr& entry);

/// Puts the account where it belongs in the queue, and sets the alarm. Call after anything that decides it
/// has changed; showPhase does.
void plan(const StatePtr& state, const EntryPtr& entry);
/// Nothing is planned for it any more, and the queue lets go of it.
void unplan(const StatePtr& state, const EntryPtr& entry);

/// The time of the waiting revocations has changed: sets the alarm.
void planRevocations(const StatePtr& state);

/// Does what is due.
void look(const StatePtr& state);
/// A renewal has ended: the next one that waits for its turn may start (A230).
void nextTurn(const StatePtr& state);

/// The network is back: who was offline tries soon, not all at once (A224).
void tryOfflineSoon(const StatePtr& state);
/// Many programs live through this moment together: their next renewals are spread (renewal_plan.h).
void noteSharedMoment(const StatePtr& state);

} // namespace tessera
