// What no configuration may ask for, whoever wrote it (attacks A328, A329).
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tessera {

/// Looks at every member of a provider row, however deep. Error (Configuration): administrator.weakens.
Result<void> mustNotWeaken(const QJsonObject& row);

} // namespace tessera
