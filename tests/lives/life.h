// One life: people sign in, renewals come and go, programs are started again, and at a random step something
// goes wrong. Then it is calm, and everybody must be well.
#pragma once

#include "tests/lives/faults.h"
#include "tests/lives/oracle.h"
#include "tests/lives/pump.h"

namespace tessera::lives {

struct LifeOptions
{
    quint64 seed = 1;
    int faults = 1; ///< at most
    Milliseconds hangLimit = Seconds(30);
    Sabotage sabotage = Sabotage::None;
    bool isVerbose = false;
};

struct LifeReport
{
    QList<Finding> findings;
    QStringList trace;
    QMap<QString, int> counts; ///< what it was made of
};

/// `number` and the seed make the life; only jitter and tokens' randomness, which the program takes from the
/// system, differ from one telling to the next.
LifeReport live(const LifeOptions& options, int number);

} // namespace tessera::lives
