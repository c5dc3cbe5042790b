// A line for curl's configuration on standard input (curl -K -): so that the token stands in no argument.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

namespace tessera {

/// header = "Authorization: Bearer …". Errors (Malformed): tool.token (it holds what would end the line).
Result<SecretString> curlConfig(const QString& scheme, const SecretString& token);

} // namespace tessera
