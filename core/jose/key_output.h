// Keys written down: private JWK (RFC 7517, RFC 7518 section 6, RFC 8037 section 2) and PEM (RFC 7468
// sections 10 and 13). Public JWKs come from Key::publicJwk, public sets from JwkSet::publicJson. What holds
// a private part is a SecretString.
#pragma once

#include "core/jose/jwk_set.h"

namespace tessera {

/// All members, with kid, alg, use and key_ops, as JSON text. Errors (Configuration): key.no_private_part.
Result<SecretString> privateJwk(const Key& key);
/// {"keys":[…]} of private JWKs. Errors as privateJwk.
Result<SecretString> privateJwkSet(const QList<Key>& keys);

/// SubjectPublicKeyInfo, "BEGIN PUBLIC KEY". Errors (Configuration): key.no_pem (a shared secret).
Result<QByteArray> publicPem(const Key& key);
/// PKCS#8, "BEGIN PRIVATE KEY", not locked. Errors (Configuration): key.no_pem (a shared secret, or an RSA
/// key whose primes are not known), key.no_private_part.
Result<SecretString> privatePem(const Key& key);

} // namespace tessera
