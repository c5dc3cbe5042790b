// The second half of encryptCompact, with what must be fresh in every token given from outside. For
// encryptCompact and the tests only.
#pragma once

#include "core/jose/jwe_key_management.h"

namespace tessera {

/// `header` and `key` have been checked. Errors as wrapCek.
Result<QByteArray> encryptWith(const JwePlan& plan, QByteArrayView plaintext, const Key& key,
                               QJsonObject header, const JweRandomness& randomness,
                               JweZip zip = JweZip::Never);

} // namespace tessera
