// Proof Key for Code Exchange, RFC 7636, method S256 and no other.
#pragma once

#include "core/base/secret_string.h"

namespace tessera {

struct Pkce
{
    SecretString verifier; ///< 43 characters, 256 random bits
    QByteArray challenge;  ///< BASE64URL(SHA256(verifier))

    static Pkce generate();
};

QByteArray s256Challenge(QByteArrayView verifier);

} // namespace tessera
