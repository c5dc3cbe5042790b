// RSAES-OAEP, RFC 7518 section 4.3 (and its longer hashes). RSA1_5 is not here: no hand touches a key for it
// (attack A166).
#pragma once

#include "core/jose/jwe_key_management.h"

namespace tessera::jwe_rsa {

MaybeCek unwrap(const JweKeyManagement& algorithm, const Key& key, QByteArrayView encryptedKey);
std::optional<QByteArray> wrap(const JweKeyManagement& algorithm, const Key& key, const SecretString& cek);

} // namespace tessera::jwe_rsa
