// Many lives in several processes. Each process tells by lines what it does; whoever started it adds up, and
// notices when one says nothing any more.
#pragma once

#include "tests/lives/life.h"

namespace tessera::lives {

/// `share` is "FIRST:STEP": lives FIRST, FIRST+STEP… below `count`. Returns 0, or 1 where something was
/// found.
int liveShare(const LifeOptions& options, int count, const QString& share);

/// All of them, in so many processes. Prints the seed, progress, what was found and what the lives were made
/// of.
int liveAll(const LifeOptions& options, int count, int processes);

} // namespace tessera::lives
