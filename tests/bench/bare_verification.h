// Verification by a program that knows nothing of JOSE: a context, the key, the signature in OpenSSL's own
// form. No base64url, no JSON.
#pragma once

#include "core/jose/key.h"
#include "tests/bench/measure.h"

namespace tessera {

/// EVP_DigestVerify, or EVP_MAC for a shared secret. Signs `input` itself, so it takes the private key; what
/// is measured has the public part.
Loop bareVerification(const Key& privateKey, QByteArray input);

} // namespace tessera
