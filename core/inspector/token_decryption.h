// Decrypting a JWE of the inspector, and what it then says (RFC 7516 section 5.2, RFC 7519 section 5.2). For
// token_verification, which is the door.
#pragma once

#include "core/base/secret_string.h"
#include "core/inspector/token_report.h"

namespace tessera {

/// Sets the decryption's status. Where the key fits: payload and claims, and a token inside as a part called
/// "payload", its signature checked with the same keys if one of them is for it.
TokenReport decryptReport(TokenReport report, const JwkSet& keys, const QString& keySource);
/// The secret is a password (PBES2) or the shared key itself.
TokenReport decryptReport(TokenReport report, const SecretString& secret, const QString& keySource);

} // namespace tessera
