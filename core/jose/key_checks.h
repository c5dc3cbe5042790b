// What OpenSSL lets pass and we do not (finding F7, attacks A147–A152): checks on the numbers of a key.
#pragma once

#include "core/base/result.h"
#include "core/jose/openssl_handles.h"

namespace tessera {

inline constexpr int kMinRsaBits = 2048;
inline constexpr int kMaxRsaBits = 8192;

/// Errors (Untrusted): key.weak, key.too_large, key.exponent.
Result<void> checkRsaNumbers(const BIGNUM* modulus, const BIGNUM* exponent);

/// On the curve, not at infinity. Errors (Untrusted): key.off_curve.
Result<void> checkEcPoint(EVP_PKEY* pkey);

/// The private part belongs to the public one. Errors (Untrusted): key.mismatch.
Result<void> checkPair(EVP_PKEY* pkey);

} // namespace tessera
