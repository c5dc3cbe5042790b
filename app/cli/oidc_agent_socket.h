// The agent's socket for programs that know oidc-agent, when it is asked for.
#pragma once

#include "app/cli/command.h"
#include "core/agent/oidc_agent_server.h"

namespace tessera::cli {

/// Nothing without --oidc-agent. Errors as AgentListener::make.
Result<std::unique_ptr<OidcAgentServer>> oidcAgentSocket(const Context& context, const AgentDeskPtr& desk);

} // namespace tessera::cli
