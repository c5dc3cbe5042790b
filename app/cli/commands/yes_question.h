// One question before something that cannot be undone.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

/// Only a person at a terminal can say yes, with the whole word; anything else is no.
QCoro::Task<bool> isYes(ContextPtr context, QString question);

} // namespace tessera::cli
