// Accounts by the thousand, for measuring: in a list on disk, their grants in memory, a clock that stands
// still.
#pragma once

#include "core/session/environment.h"

namespace tessera::bench {

/// How the store answers: at once, so that only our own work is measured, or as a keychain does.
enum class Answers { AtOnce, Later };

/// Nobody is reached. Aborts where it cannot be made.
Environment environmentWith(int accounts, const QString& directory, Answers answers = Answers::AtOnce);

} // namespace tessera::bench
