// JSON Web Token, RFC 7519: a signed (or at least signed-looking) object of claims. What decodeJwt returns is
// called unverified because it is; an IdToken can only be made by oidc/id_token_validation.
#pragma once

#include "core/jose/jwe.h"

namespace tessera {

struct UnverifiedJwt
{
    CompactJws jws;
    QJsonObject claims;
};

/// Errors as parseCompactJws, and Malformed jwt.encrypted (five parts), jwt.nested (cty JWT), jwt.enc (three
/// parts that say they are encrypted), jwt.claims, json.*.
Result<UnverifiedJwt> decodeJwt(QByteArrayView text, qsizetype maxBytes = kMaxTokenBytes);

/// The signed token inside an encrypted one, RFC 7519 section 5.2, for decodeJwt and verifyJws: its signature
/// is still to be checked (N057). One level, never more (A132). Errors: Untrusted jwt.not_nested (cty is not
/// JWT, or the content is no signed token: raw claims that nobody has signed, A171), jws.algorithm_unknown ·
/// Malformed jwt.nested (a token inside the token inside), and those of decodeJwt.
Result<QByteArray> nestedJws(const Decrypted& decrypted);

} // namespace tessera
