// The cryptography of a JWS: RFC 7518 section 3, RFC 8037 section 3.1. Whether the key may be used at all has
// been asked before (Key::checkFor).
#pragma once

#include "core/jose/key.h"

#include <optional>

namespace tessera {

bool signatureFits(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input,
                   QByteArrayView signature);

/// nullopt when OpenSSL refuses.
std::optional<QByteArray> makeSignature(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input);

/// The algorithm's hash of `bytes`.
QByteArray digestOf(const JwsAlgorithm& algorithm, QByteArrayView bytes);

} // namespace tessera
