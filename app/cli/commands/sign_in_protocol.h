// The options of `tessera sign-in` that say how the protocol is spoken: keys and proofs of the client.
#pragma once

#include "app/cli/command.h"

namespace tessera::cli {

QList<QCommandLineOption> protocolOptions();

/// Errors (Configuration): usage.client_key (the file holds more or less than one private key), and those of
/// readKeyFile.
Result<void> applyProtocolOptions(const Context& context, ClientRegistration& registration);

} // namespace tessera::cli
