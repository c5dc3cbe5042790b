// The members of a JSON answer as a table for people.
#pragma once

#include "app/cli/terminal.h"

namespace tessera::cli {

void printClaims(const Terminal& terminal, const QJsonObject& claims);

} // namespace tessera::cli
