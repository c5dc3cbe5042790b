// AES-GCM as RFC 7518 sections 4.7 and 5.3 have it: an initialisation vector of exactly 12 bytes, a tag of
// exactly 16. OpenSSL alone would take a tag of one byte (finding F7).
#pragma once

#include "core/jose/jwe_sealed.h"

namespace tessera {

inline constexpr qsizetype kGcmIvBytes = 12;
inline constexpr qsizetype kGcmTagBytes = 16;

/// `key` has 16, 24 or 32 bytes, `iv` 12; anything else is a mistake of ours and ends the program.
Sealed sealGcm(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
               QByteArrayView plaintext);

/// Nothing if a size is not as above or the tag does not fit.
std::optional<SecretString> openGcm(const SecretString& key, QByteArrayView iv, QByteArrayView authenticated,
                                    const Sealed& sealed);

} // namespace tessera
