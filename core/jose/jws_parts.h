// What a JWS is put together from, for the two files that do it (jws.cpp, jws_json.cpp). Not for others.
#pragma once

#include "core/jose/jws.h"

namespace tessera {

constexpr bool isEncoded(JwsPayload form)
{
    return form == JwsPayload::Encoded || form == JwsPayload::Detached;
}

constexpr bool isDetached(JwsPayload form)
{
    return form == JwsPayload::Detached || form == JwsPayload::UnencodedAndDetached;
}

/// base64url of the header as JSON.
QByteArray encodedHeader(const QJsonObject& header);

/// RFC 7515 section 5.1 step 8, RFC 7797 section 3.
QByteArray signingInputOf(QByteArrayView encodedHeader, QByteArrayView payload, bool isEncoded);

/// `b64` and `crit` where the form asks for them.
void insertPayloadForm(QJsonObject& header, JwsPayload form);

/// Errors: Configuration jws.algorithm_unknown, key.cannot_sign · Untrusted key.*.
Result<QByteArray> signatureOver(QByteArrayView input, const Key& key, QStringView alg);

} // namespace tessera
