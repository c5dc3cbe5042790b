// How long to wait after a failed renewal: doubling from one second to five minutes, with jitter, so that a
// server that comes back is not met by everybody at once (A220).
#pragma once

#include "core/base/clock.h"

namespace tessera {

/// `failures` in a row, at least 1; `random` is any number. Between half and all of 2^(failures−1) seconds,
/// within [1 s, 5 min].
Milliseconds backOff(int failures, quint32 random);
/// The same with randomness from the system.
Milliseconds backOff(int failures);

} // namespace tessera
