// JSON Web Token, RFC 7519: a signed (or at least signed-looking) object of claims. What decodeJwt returns is
// called unverified because it is; an IdToken can only be made by oidc/id_token_validation.
#pragma once

#include "core/jose/jws.h"

namespace tessera {

struct UnverifiedJwt
{
    CompactJws jws;
    QJsonObject claims;
};

/// Errors as parseCompactJws, and Malformed jwt.encrypted (five parts), jwt.nested (cty JWT), jwt.claims,
/// json.*.
Result<UnverifiedJwt> decodeJwt(QByteArrayView text, qsizetype maxBytes = kMaxTokenBytes);

} // namespace tessera
