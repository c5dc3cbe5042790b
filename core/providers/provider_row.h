// Reads one row of providers.json. Everything a row may say has a name here; anything else is refused,
// because a misspelt member would be a setting that silently does nothing (A326).
#pragma once

#include "core/providers/provider.h"

namespace tessera {

/// Errors (Configuration): providers.member (detail: row and member).
Result<Provider> readProviderRow(const QJsonObject& object);

} // namespace tessera
