// What comes encrypted for this client: the ID token, the userinfo answer (OIDC Core sections 10.2 and 16.14)
// and the answer in the browser (JARM section 2.2). Which algorithms, the registration says; the token
// chooses nothing (N082).
#pragma once

#include "core/jose/jwe.h"
#include "core/oauth/client_registration.h"

namespace tessera {

struct TokenDecryption
{
    QString alg;
    QString enc;
    Key key;
};

/// The registered pair and what opens it: the client's private key, or for a symmetric `alg` a key made from
/// the client secret (OIDC Core section 10.2). Nothing where no `alg` is registered. An empty `enc` is
/// A128CBC-HS256 (Dynamic Client Registration section 2). Errors (Configuration): client.encryption (an
/// algorithm that is unknown or refused, RSA1_5 for one), client.secret_missing, and those of clientKeyOf.
Result<std::optional<TokenDecryption>> tokenDecryption(const ClientRegistration& registration,
                                                       const QString& alg, const QString& enc);

/// Opens it. Errors: Untrusted `notEncrypted` (it is not encrypted at all) · as parseCompactJwe, decryptJwe:
/// another algorithm than registered is jwe.not_allowed.
Result<Decrypted> openToken(QByteArrayView text, const TokenDecryption& decryption, QStringView notEncrypted);

} // namespace tessera
