// The first half of `tessera jwk generate`: which key its options ask for.
#pragma once

#include "app/cli/command.h"
#include "core/jose/key.h"

namespace tessera::cli {

/// Type, curve and size follow from --alg where they are not given; without anything it is a P-256 key.
/// Errors (Configuration): usage.key_type, usage.key_use, usage.number, create.algorithm_unknown,
/// key.curve_unknown, key.bits, key.wrong_type.
Result<Key> keyFromOptions(const Context& context);

} // namespace tessera::cli
