// The judging half of dynamic registration: RFC 7591 section 3.2.1, compared with what was asked for (A094).
#pragma once

#include "core/oauth/dynamic_registration.h"

namespace tessera {

/// What is known before the answer. `known` holds the issuer; after the first answer also who we are, so that
/// the answer must be about the same client, and what stays where it is silent.
struct RegistrationExpectations
{
    RegisteredClient known;
    ClientMetadata asked;
    QUrl endpoint; ///< where it was asked: registration_client_uri must be on the same host
};

/// Takes 200 and 201. Errors as registerClient and readRegistration.
Result<RegisteredClient> parseRegistration(const HttpResponse& response,
                                           const RegistrationExpectations& expected);

} // namespace tessera
