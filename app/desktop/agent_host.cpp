#include "app/desktop/agent_host.h"

#include "app/common/environment_factory.h"
#include "core/agent/session_token_source.h"
#include "ui/agent/consent_window.h"

namespace tessera {

Result<std::unique_ptr<AgentServer>> hostAgent(SessionManager& manager, const QString& configuration)
{
    auto listener = AgentListener::make(agentPlace(configuration, defaultConfigDirectory()));
    if (!listener)
        return failure(listener.error());
    const Environment& environment = manager.environment();
    const auto desk = std::make_shared<AgentDesk>(std::make_shared<SessionTokenSource>(manager),
                                                  std::make_shared<ConsentWindow>(environment.clock),
                                                  environment.configDirectory, environment.clock);
    return std::make_unique<AgentServer>(desk, *std::move(listener));
}

} // namespace tessera
