// JWS compact serialisation: take apart, verify, sign. RFC 7515. (JSON serialisations come with the
// inspector.)
#pragma once

#include "core/base/clock.h"
#include "core/jose/jwk_set.h"

namespace tessera {

inline constexpr qsizetype kMaxTokenBytes = 64 * 1024;       ///< in protocol (A139)
inline constexpr qsizetype kMaxInspectedBytes = 1024 * 1024; ///< in the inspector

/// The protected header, strictly parsed. Nothing in it is trusted: `jku`, `x5u`, `jwk`, `x5c` are never
/// followed.
struct JwsHeader
{
    QString alg;
    QString kid;
    QString typ;
    QString cty;
    QJsonObject json;
};

/// A JWS in its three parts. Nothing about it is verified.
struct CompactJws
{
    JwsHeader header;
    QByteArray signingInput; ///< first two parts with their dot, as received
    QByteArray payload;      ///< decoded
    QByteArray signature;    ///< decoded
};

/// Errors (Malformed): jws.too_large, jws.parts, jws.header, jws.alg (missing or not a string), jws.kid,
/// jws.crit, jws.b64, base64url.*, json.*.
Result<CompactJws> parseCompactJws(QByteArrayView text, qsizetype maxBytes = kMaxTokenBytes);

/// One key. Errors: Untrusted jws.algorithm_unknown (none and every name not in the table), jws.signature,
/// key.* .
Result<void> verifyJws(const CompactJws& jws, const Key& key);
/// The first key of `keys.candidates()` that verifies. Errors as above and jwks.*.
Result<Key> verifyJws(const CompactJws& jws, const JwkSet& keys);

/// Makes a compact JWS. `header` may add typ, cty…; alg and kid are set here. Errors: Configuration
/// jws.algorithm_unknown, key.*.
Result<QByteArray> signCompact(QByteArrayView payload, const Key& key, QStringView alg,
                               QJsonObject header = {});

/// OIDC Core 3.1.3.6: left half of the hash that belongs to the algorithm, base64url (at_hash, c_hash).
QByteArray leftHalfHash(const JwsAlgorithm& algorithm, QByteArrayView value);

} // namespace tessera
