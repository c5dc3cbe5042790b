// What `register` asks for and tells: shared by making a client and by managing one.
#pragma once

#include "app/cli/command.h"
#include "core/oauth/dynamic_registration.h"

namespace tessera::cli {

/// `metadata` with what the options say in its place.
ClientMetadata askedFor(const Context& context, ClientMetadata metadata);

/// For the credentials file: who the client is and its secret. What manages it is in the keychain alone.
SecretString credentials(const RegisteredClient& client);

/// Remarks on standard error; the client on standard output, without any secret.
void printRegistered(const Context& context, const RegisteredClient& client);

} // namespace tessera::cli
