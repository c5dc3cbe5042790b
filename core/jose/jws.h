// JWS compact serialisation: take apart, verify, sign. RFC 7515 sections 3.1, 5 and 7.1, appendix F; RFC
// 7797. The JSON serialisations stand in jws_json.h.
#pragma once

#include "core/base/clock.h"
#include "core/jose/jwk_set.h"
#include "core/jose/jws_header.h"

namespace tessera {

inline constexpr qsizetype kMaxTokenBytes = 64 * 1024;       ///< in protocol (A139)
inline constexpr qsizetype kMaxInspectedBytes = 1024 * 1024; ///< in the inspector

/// A JWS in its three parts. Nothing about it is verified.
struct CompactJws
{
    JwsHeader header;
    QByteArray signingInput; ///< first two parts with their dot, as received
    QByteArray payload;      ///< decoded
    QByteArray signature;    ///< decoded
};

/// Errors (Malformed): jws.too_large, jws.parts, jws.header, jws.alg (missing or not a string), jws.kid,
/// jws.crit, jws.b64, jws.payload (unencoded, and not printable ASCII), base64url.*, json.*.
Result<CompactJws> parseCompactJws(QByteArrayView text, qsizetype maxBytes = kMaxTokenBytes,
                                   JwsReading reading = JwsReading::Jwt);

/// RFC 7515 appendix F: the payload travelled another way. Errors (Malformed): jws.not_detached.
Result<CompactJws> withDetachedPayload(CompactJws jws, QByteArrayView payload);

/// One key. Errors: Untrusted jws.algorithm_unknown (none and every name not in the table), jws.signature,
/// key.* .
Result<void> verifyJws(const CompactJws& jws, const Key& key);
/// The first key of `keys.candidates()` that verifies. Errors as above and jwks.*.
Result<Key> verifyJws(const CompactJws& jws, const JwkSet& keys);

/// How the payload is written. A JWT is never anything but Encoded.
enum class JwsPayload {
    Encoded,
    Detached,            ///< RFC 7515 appendix F
    Unencoded,           ///< RFC 7797: as it is, with `b64` and `crit` in the header
    UnencodedAndDetached ///< RFC 7797 section 5.1
};

/// Makes a compact JWS. `header` may add typ, cty…; alg and kid are set here. Errors: Configuration
/// jws.algorithm_unknown, jws.payload (Unencoded, and not printable ASCII without dots), key.*.
Result<QByteArray> signCompact(QByteArrayView payload, const Key& key, QStringView alg,
                               QJsonObject header = {}, JwsPayload form = JwsPayload::Encoded);

/// OIDC Core 3.1.3.6: left half of the hash that belongs to the algorithm, base64url (at_hash, c_hash). Of a
/// token under "EdDSA" the curve decides: give fullySpecified(algorithm, signature.size()) here.
QByteArray leftHalfHash(const JwsAlgorithm& algorithm, QByteArrayView value);

} // namespace tessera
