// The checks of an ID token in words (OIDC Core 3.1.3.7): what each asks, not what it found.
#pragma once

#include "core/oidc/id_token_validation.h"

namespace tessera {

/// "It was issued by this provider." A check without words shows its name.
QString checkText(const IdTokenCheck& check);

/// "passed all 11 checks", "failed 1 of 12 checks", "10 passed, 2 do not apply".
QString checksSummary(const QList<IdTokenCheck>& checks);

} // namespace tessera
