// The header of a JWS: RFC 7515 section 4, RFC 7797. Nothing in it is trusted: `jku`, `x5u`, `jwk`, `x5c` are
// never followed.
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QJsonObject>

namespace tessera {

/// What the one who reads is ready for.
enum class JwsReading {
    Jwt, ///< no extension is understood: any `crit` and any `b64` is refused (N111, A129, A130)
    Any, ///< for the inspector: `b64` is understood, nothing else
};

struct JwsHeader
{
    QString alg;
    QString kid;
    QString typ;
    QString cty;
    bool isPayloadEncoded = true; ///< RFC 7797: false if the payload is signed as it is
    QJsonObject json;             ///< both parts together
};

/// A compact JWS has no unprotected part. Errors (Malformed): jws.header (empty, names in both parts, a
/// member of a wrong type), jws.alg (missing or not a string), jws.kid, jws.crit (N110), jws.b64.
Result<JwsHeader> readJwsHeader(const QJsonObject& protectedPart, const QJsonObject& unprotectedPart,
                                JwsReading reading);

/// The protected part from its base64url, or an empty object from nothing. Errors: base64url.*, json.*.
Result<QJsonObject> decodeProtectedPart(QByteArrayView encoded);

} // namespace tessera
