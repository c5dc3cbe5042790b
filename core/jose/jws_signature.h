// The cryptography of a JWS: RFC 7518 section 3, RFC 8037 section 3.1, RFC 8812 section 3.2. What
// the key is for ("use", "key_ops", "alg") has been asked before (Key::checkFor); its kind is asked here
// again.
#pragma once

#include "core/jose/key.h"

#include <optional>

namespace tessera {

bool signatureFits(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input,
                   QByteArrayView signature);

/// nullopt when OpenSSL refuses, and for a key of another kind.
std::optional<QByteArray> makeSignature(const JwsAlgorithm& algorithm, const Key& key, QByteArrayView input);

/// The algorithm's hash of `bytes`. Of "EdDSA" it is Ed25519's; ask fullySpecified() before.
QByteArray digestOf(const JwsAlgorithm& algorithm, QByteArrayView bytes);

} // namespace tessera
