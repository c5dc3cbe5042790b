// A key file that a person names: JWK, JWK set or PEM, private or public.
#pragma once

#include "app/cli/command.h"
#include "core/jose/jwk_set.h"

namespace tessera::cli {

/// "-" is standard input. Errors: file.*, jwk.*, jwks.*, pem.*, key.*, json.*, with the file as endpoint.
Result<JwkSet> readKeyFile(const QString& path);

} // namespace tessera::cli
