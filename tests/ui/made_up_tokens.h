// Tokens and reports that never were, for tests and pictures of the inspector. Their times count from
// madeUpNow().
#pragma once

#include "core/inspector/token_inspector.h"

namespace tessera::test {

/// An ES256 key called "acme-2026-10"; the same one all through a program.
const Key& madeUpKey();
JwkSet madeUpKeys();

QJsonObject madeUpClaims();
/// Signed with madeUpKey() by ES256; `header` is added.
QByteArray signedToken(const QJsonObject& claims = madeUpClaims(), const QJsonObject& header = {});
/// With `"alg":"none"`, expired, and a role in it.
QByteArray unsignedToken();
/// Five parts, the last four of them noise.
QByteArray encryptedToken();

/// A Set-Cookie line with a token in it, as an engine that knows cookies would report it.
QByteArray cookieText();
TokenReport cookieReport();

/// Everything in it is markup, directions, or far too long (attacks A281 to A285).
TokenReport hostileReport();
QByteArray hostileToken();

} // namespace tessera::test
