// Keys pasted in place of a token: a JWK, a JWK set, PEM. Says what they are and whether they are secret;
// never shows a private member.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Has "kty", or "keys" as a list.
bool looksLikeJwk(const QJsonObject& object);
bool looksLikeJwkSet(const QJsonObject& object);

void inspectJwk(TokenReport& report, const QJsonObject& object);
void inspectJwkSet(TokenReport& report, const QJsonObject& object);
void inspectPem(TokenReport& report, QByteArrayView text);

} // namespace tessera
