#include "app/cli/oidc_agent_socket.h"

#include "app/cli/token_source.h"
#include "ui/text/error_text.h"

namespace tessera::cli {

Result<std::unique_ptr<OidcAgentServer>> oidcAgentSocket(const Context& context, const AgentDeskPtr& desk)
{
    if (!context.isSet("oidc-agent"))
        return std::unique_ptr<OidcAgentServer>();
    auto listener = AgentListener::make(oidcAgentPlace(agentPlaceOf(context)));
    if (!listener)
        return failure(listener.error());
    return std::make_unique<OidcAgentServer>(desk, *std::move(listener), &headlineAndAdvice);
}

} // namespace tessera::cli
