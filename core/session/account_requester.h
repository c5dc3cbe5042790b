// The requests of one account: through the program's network, dated by its clock, bound to the account's key.
#pragma once

#include "core/oauth/requester.h"
#include "core/session/environment.h"

namespace tessera {

/// `dpopKey` is a private JWK, or empty for bearer tokens. Errors (Keychain): grant.unreadable (no key of
/// ours).
Result<Requester> requesterOf(const Environment& environment, const SecretString& dpopKey);

} // namespace tessera
