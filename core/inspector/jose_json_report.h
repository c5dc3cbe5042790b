// What a JWS or JWE in JSON says, flattened or general (RFC 7515 section 7.2, RFC 7516 section 7.2). Shown
// and checked here; nothing that expects a JWT may take it (attack A125).
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// By its members: "payload" and signatures.
bool looksLikeJsonJws(const QJsonObject& object);
/// By its member "ciphertext".
bool looksLikeJsonJwe(const QJsonObject& object);

/// `text` is the whole JSON text, `object` what it holds. Fills kind, form, header (of the first signature or
/// recipient), payload, claims, fields and findings.
void inspectJsonJws(TokenReport& report, const QJsonObject& object, QByteArrayView text, TimePoint now);
void inspectJsonJwe(TokenReport& report, const QJsonObject& object, QByteArrayView text);

} // namespace tessera
