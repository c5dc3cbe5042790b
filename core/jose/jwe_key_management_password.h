// PBES2, RFC 7518 section 4.8: a key made from a password wraps the CEK. The token says how much work that
// is, so the work is bounded, and the caller must allow it (attack A167).
#pragma once

#include "core/jose/jwe_key_management.h"

namespace tessera::jwe_password {

inline constexpr int kMinIterations = 1000;
inline constexpr int kMaxIterations = 1'200'000;
inline constexpr int kFreshIterations = 600'000;
inline constexpr qsizetype kMinSaltBytes = 8;
inline constexpr qsizetype kMaxSaltBytes = 512;
inline constexpr qsizetype kFreshSaltBytes = 16;

struct Parameters
{
    QByteArray salt;
    int iterations;
};

/// Errors: Malformed jwe.password_parameters.
Result<Parameters> parametersOf(const QJsonObject& header);
QJsonObject headerOf(const Parameters& parameters);

/// The key that wraps.
SecretString wrappingKey(const JweKeyManagement& algorithm, const SecretString& password,
                         const Parameters& parameters);

} // namespace tessera::jwe_password
