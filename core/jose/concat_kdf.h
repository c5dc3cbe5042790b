// The key derivation of ECDH-ES: Concat KDF of NIST SP 800-56A with SHA-256 and the OtherInfo of RFC 7518
// section 4.6.2.
#pragma once

#include "core/base/secret_string.h"

namespace tessera {

struct ConcatKdfInfo
{
    QByteArrayView algorithmId;    ///< the name in "enc" (direct) or in "alg" (with key wrapping)
    QByteArrayView partyU, partyV; ///< "apu" and "apv", decoded
};

/// `bytes` octets from the shared secret; 64 at most are asked for by any algorithm.
SecretString concatKdf(const SecretString& sharedSecret, const ConcatKdfInfo& info, qsizetype bytes);

} // namespace tessera
