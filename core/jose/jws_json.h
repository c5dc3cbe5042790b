// JWS JSON serialisations, flattened and general: RFC 7515 section 7.2, appendix F; RFC 7797. For the
// inspector: a JWT is compact and nothing else (RFC 7519 section 1, attack A125).
#pragma once

#include "core/jose/jws.h"

namespace tessera {

inline constexpr qsizetype kMaxJsonSignatures = 16; ///< each carries the payload once more

/// One signature with its header in the two parts it came in. `jws` is what it would be if it stood alone:
/// verifyJws takes it as it takes a compact one. Nothing about it is verified.
struct JsonJwsSignature
{
    CompactJws jws;
    QJsonObject protectedHeader;
    QJsonObject unprotectedHeader; ///< anybody may have changed it
};

struct JsonJws
{
    bool isFlattened = false;
    bool isDetached = false; ///< there is no member "payload"
    QByteArray payload;      ///< decoded; the same for all
    QList<JsonJwsSignature> signatures;
};

/// Errors (Malformed): jws.too_large, jws.json_form (a member missing, of a wrong type, or of both forms),
/// jws.too_many_signatures, jws.header, jws.alg, jws.kid, jws.crit, jws.b64 (also where the signatures differ
/// in it), base64url.*, json.*.
Result<JsonJws> parseJsonJws(QByteArrayView text, qsizetype maxBytes = kMaxInspectedBytes);

/// For every signature. Errors (Malformed): jws.not_detached.
Result<JsonJws> withDetachedPayload(JsonJws jws, QByteArrayView payload);

struct JsonJwsSigner
{
    Key key;
    QString alg;
    QJsonObject protectedHeader;
    QJsonObject unprotectedHeader;
};

enum class JsonJwsForm { Flattened, General };

/// alg and the key's kid are set here: in the unprotected part if a member of that name stands there already,
/// otherwise in the protected one. Errors (Configuration): jws.json_form (no signer, or several for the
/// flattened form), jws.header (a name in both parts, or no header protected where the payload is unencoded),
/// jws.too_many_signatures, jws.payload (unencoded, and not UTF-8), jws.algorithm_unknown, key.*.
Result<QByteArray> signJson(QByteArrayView payload, const QList<JsonJwsSigner>& signers, JsonJwsForm form,
                            JwsPayload payloadForm = JwsPayload::Encoded);

} // namespace tessera
