// An agent that main.cpp has asked for a token, before Qt was loaded, and that has not given it plainly: the
// same conversation goes on with all of the command line's words for it, so that nobody is asked twice.
#pragma once

#include "app/cli/cli_main.h"
#include "core/agent/agent_client.h"

namespace tessera::cli {

void keepBegunConversation(const TesseraBegunConversation& begun);

/// Once; then nothing. Errors: as AgentClient::resume.
std::optional<Result<AgentClient>> takeBegunConversation(const AgentPlace& place);

} // namespace tessera::cli
