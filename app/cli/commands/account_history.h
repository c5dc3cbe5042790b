// What an account has lived through, for `tessera accounts --why`: why it was signed out, and what came
// before.
#pragma once

#include "app/cli/terminal.h"
#include "core/session/session.h"

namespace tessera::cli {

/// The answer to "why was I signed out?", or that nobody was; with `all`, every event that is remembered.
void printHistory(const Terminal& terminal, const Session& session, bool all);

/// {"events":[…],"end":{…}|null}, times in seconds since 1970.
QJsonObject historyJson(const Session& session);

} // namespace tessera::cli
