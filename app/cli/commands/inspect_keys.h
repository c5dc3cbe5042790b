// Where `inspect` gets its keys from: a file, an address, an issuer or a secret; exactly one of them.
#pragma once

#include "app/cli/command.h"
#include "core/jose/jwk_set.h"

namespace tessera::cli {

struct InspectionKeys
{
    std::optional<JwkSet> set;
    std::optional<SecretString> secret;
    QString source; ///< in words; empty: no key source was given
};

/// Error (Configuration): usage.key_sources (more than one), usage.stdin_twice.
Result<void> checkKeyOptions(const Context& context);

/// Errors: file.*, jwks.*, pem.*, as discover and RemoteJwkSets::keys.
QCoro::Task<Result<InspectionKeys>> keysFromOptions(ContextPtr context);

} // namespace tessera::cli
