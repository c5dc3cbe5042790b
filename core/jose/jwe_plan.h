// What can be judged about a JWE before a key is touched: which rows of the table it names, whether the
// caller lets them run, and whether the key that came with it fits them.
#pragma once

#include "core/jose/jwe_key_management.h"

namespace tessera {

/// Errors: jwe.rsa1_5, jwe.algorithm_unknown, jwe.encryption_unknown; of the kind given.
Result<JwePlan> planFor(QStringView alg, QStringView enc, ErrorKind kind);

/// All of checkJwe.
Result<JwePlan> planFor(const JweRecipient& recipient, const JweRules& rules);

/// The key's kind, curve, size, "alg", "use" and "key_ops" fit. Errors (Untrusted): key.*.
Result<void> checkKey(const JwePlan& plan, const Key& key, bool encrypting);

} // namespace tessera
