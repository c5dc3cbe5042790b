// The options of `tessera sign-in` that say how the protocol is spoken: keys and proofs of the client.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

QList<QCommandLineOption> protocolOptions();

/// --login-hint, --prompt, --max-age, --acr-values, --claims-file. Errors (Configuration): usage.number,
/// usage.claims (the file is no JSON object), and those of readInput.
Result<RequestOptions> requestOptions(const Context& context);

/// --dpop, --resource, --client-key-file. Errors (Configuration): usage.dpop, usage.client_key (the file
/// holds more or less than one private key), and those of readKeyFile.
Result<void> applyProtocolOptions(const Context& context, ClientRegistration& registration);

} // namespace tessera::cli
