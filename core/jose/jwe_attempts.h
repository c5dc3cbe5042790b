// Which keys are tried on which recipients of a JWE, and how often: the part of decrypting that compact and
// JSON serialisation have in common.
#pragma once

#include "core/jose/jwe_key_management.h"

#include <functional>

namespace tessera {

/// Keys that could open what the plan and the token's kid name, best first, 8 at most.
using KeysFor = std::function<Result<QList<Key>>(const JwePlan& plan, const QString& kid)>;

/// The kid is not asked for: the caller has chosen. Errors: key.*.
KeysFor thisKey(const Key& key);
/// As JwkSet::candidates; where no key has the kid, also those without one. Errors: jwks.*.
KeysFor fittingKeys(const JwkSet& keys);
/// PBES2 only. Errors: key.wrong_type.
KeysFor thisPassword(const SecretString& password);

/// The first attempt that succeeds, of 8 at most. Else the first error of an attempt, or if there was none,
/// the first reason why.
Result<Decrypted> decryptAny(const QList<JweRecipient>& recipients, const JweContent& content,
                             const KeysFor& keysFor, const JweRules& rules);

} // namespace tessera
