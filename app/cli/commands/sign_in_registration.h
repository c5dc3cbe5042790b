// From PROVIDER and options to a client registration.
#pragma once

#include "app/cli/command.h"
#include "core/providers/provider_catalogue.h"

namespace tessera::cli {

struct RequestedClient
{
    ClientRegistration registration;
    FormFields extra;
};

/// Errors (Configuration): usage.provider_unknown, usage.issuer_missing, usage.client_id_missing,
/// usage.redirect_uri, usage.secret_empty, usage.client_auth, issuer.*, file.* .
Result<RequestedClient>
registrationFromOptions(const Context& context,
                        const ProviderCatalogue& catalogue = ProviderCatalogue::builtIn());

} // namespace tessera::cli
