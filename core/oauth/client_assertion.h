// A client proves itself with a signed statement instead of a secret on the wire: RFC 7523 section 2.2 and 3,
// OpenID Connect Core section 9 (private_key_jwt, client_secret_jwt).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/jose/key.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"

namespace tessera {

/// The registration's private JWK. Errors (Configuration): client.key_missing, client.key (unreadable, weak
/// or without its private part; the detail tells the reason, never the key).
Result<Key> clientKeyOf(const ClientRegistration& registration);

/// What signs: the key's own "alg" where it has one, else the first algorithm of the table that fits the key
/// and that the server lists (RS256 before others where it lists nothing and the key is RSA). For
/// ClientSecretJwt one of HS256, HS384, HS512. Errors (Configuration): client.no_common_algorithm, and those
/// of clientKeyOf.
Result<QString> clientAssertionAlgorithm(const ClientRegistration& registration,
                                         ClientAuthenticationMethod method,
                                         const AuthorizationServerMetadata& metadata);

/// One assertion for one request: `iss` and `sub` the client, `aud` the issuer identifier and nothing else,
/// as one string (N053, A352), a `jti` of its own, good for 60 seconds. Errors as above, and Configuration
/// client.secret_weak (a secret too short to sign with, RFC 7518 section 3.2).
Result<SecretString> makeClientAssertion(const ClientRegistration& registration,
                                         ClientAuthenticationMethod method,
                                         const AuthorizationServerMetadata& metadata, TimePoint now);

} // namespace tessera
