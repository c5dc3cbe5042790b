// What the agent answers, for people.
#pragma once

#include "app/cli/terminal.h"

namespace tessera::cli {

void printAgentStatus(const Terminal& terminal, const QJsonObject& status);
void printApprovals(const Terminal& terminal, const QJsonObject& answer);
void printAgentLog(const Terminal& terminal, const QJsonObject& answer);

} // namespace tessera::cli
