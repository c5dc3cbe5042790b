// AES-CBC with HMAC, RFC 7518 section 5.2: encrypt, then authenticate. The tag is compared before a byte is
// decrypted, so that nobody learns anything about the padding (attack A163).
#pragma once

#include "core/jose/jwe_sealed.h"

namespace tessera {

inline constexpr qsizetype kCbcIvBytes = 16;

/// `key` has 32, 48 or 64 bytes, for A128CBC-HS256, A192CBC-HS384 and A256CBC-HS512; `iv` 16. Anything else
/// is a mistake of ours and ends the program.
Sealed sealCbcHmac(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
                   QByteArrayView plaintext);

/// Nothing if a size is not as above, the tag does not fit, or the padding is wrong.
std::optional<SecretString> openCbcHmac(const SecretString& key, QByteArrayView iv,
                                        QByteArrayView authenticated, const Sealed& sealed);

} // namespace tessera
