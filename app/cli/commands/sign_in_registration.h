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
Result<RequestedClient> registrationFromOptions(const Context& context);

/// An address on this computer, without query or fragment; nothing where the option is not set. Error
/// (Configuration): usage.redirect_uri.
Result<std::optional<QUrl>> loopbackAddressOption(const Context& context, const char* option);

} // namespace tessera::cli
