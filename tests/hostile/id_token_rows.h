// Rows about ID tokens: one thing is wrong with the token, all else is honest.
#pragma once

#include "tests/hostile/hostile_identity_provider.h"

namespace tessera::test {

HostileCase token(const char* name, const char* code, std::function<void(IdTokenDraft&)> change);
/// The claim with another value; Undefined: without it.
HostileCase claim(const char* name, const char* claimName, const QJsonValue& value, const char* code);
/// The claim's value as JSON text.
HostileCase literal(const char* name, const char* claimName, const QByteArray& value, const char* code);
/// The finished token, changed.
HostileCase edited(const char* name, const char* code, std::function<QByteArray(QByteArray)> edit);

} // namespace tessera::test
