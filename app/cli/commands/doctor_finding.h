// One line of `tessera doctor`.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

enum class Health { Good, Remark, Bad, NotChecked };

struct Finding
{
    QString name;
    Health health;
    QString words;
    ExitStatus status = kDone; ///< if bad
    QString code = {};         ///< of the error, if there is one
};

} // namespace tessera::cli
