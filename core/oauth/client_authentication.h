// Client authentication at the token, revocation and introspection endpoints: RFC 6749 section 2.3.1, RFC
// 7523 section 2.2.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/form_body.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"

namespace tessera {

/// Errors (Configuration): client.method_unsupported (A082; detail names what the server wants),
/// client.secret_missing, and those of clientAssertionAlgorithm.
Result<ClientAuthenticationMethod> chooseAuthenticationMethod(const ClientRegistration& registration,
                                                              const AuthorizationServerMetadata& metadata);

struct ClientAuthentication
{
    SecretString authorization; ///< whole Authorization header, or empty
    FormFields fields;          ///< client_id, client_secret or client_assertion, as the method asks
};

/// Exactly one method per request; id and secret form-encoded inside Basic (checklist N004). Never kept for a
/// second request: an assertion is good for one. Errors as makeClientAssertion.
Result<ClientAuthentication> authenticateClient(const ClientRegistration& registration,
                                                ClientAuthenticationMethod method,
                                                const AuthorizationServerMetadata& metadata, TimePoint now);
/// With the method that chooseAuthenticationMethod finds.
Result<ClientAuthentication> authenticateClient(const ClientRegistration& registration,
                                                const AuthorizationServerMetadata& metadata, TimePoint now);

} // namespace tessera
