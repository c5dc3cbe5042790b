// ECDH-ES, RFC 7518 section 4.6 and RFC 8037 section 3.2: a key agreed on between the reader's key and one
// made for this token alone (attacks A165, A173).
#pragma once

#include "core/jose/jwe_key_management.h"

namespace tessera::jwe_ecdh {

/// The CEK itself (ECDH-ES) or the key that wraps it (ECDH-ES+A*KW). Nothing if the agreement came to
/// nothing: a point of small order. Errors: jwe.epk, jwe.party_info.
Result<MaybeCek> agreedKey(const JwePlan& plan, const QJsonObject& header, const Key& key);

/// The same from the sender's side. Errors: jwe.party_info.
Result<MaybeCek> agreedKey(const JwePlan& plan, const QJsonObject& header, const Key& key,
                           const Key& ephemeral);

/// A key on the curve of the reader's.
Key ephemeralKey(const Key& key);

} // namespace tessera::jwe_ecdh
