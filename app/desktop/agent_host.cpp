#include "app/desktop/agent_host.h"

#include "app/common/environment_factory.h"
#include "core/agent/agent_settings.h"
#include "core/agent/oidc_agent_server.h"
#include "core/agent/session_token_source.h"
#include "core/base/logging.h"
#include "ui/agent/consent_window.h"
#include "ui/text/error_text.h"

namespace tessera {
namespace {

/// Beside the agent's own, as `tessera agent start --oidc-agent` has it; the agent works without.
void serveOidcAgent(AgentServer& server, const AgentPlace& place)
{
    auto listener = AgentListener::make(oidcAgentPlace(place));
    if (listener)
        new OidcAgentServer(server.desk(), *std::move(listener), &headlineAndAdvice, &server);
    else
        qCWarning(lcAgent) << "no socket for programs of oidc-agent:" << listener.error();
}

} // namespace

Result<std::unique_ptr<AgentServer>> hostAgent(SessionManager& manager, const QString& configuration)
{
    const AgentPlace place = agentPlace(configuration, defaultConfigDirectory());
    auto listener = AgentListener::make(place);
    if (!listener)
        return failure(listener.error());
    const Environment& environment = manager.environment();
    const auto desk = std::make_shared<AgentDesk>(std::make_shared<SessionTokenSource>(manager),
                                                  std::make_shared<ConsentWindow>(environment.clock),
                                                  environment.configDirectory, environment.clock);
    const auto followed = desk->followScreen(locksWithScreen(environment.configDirectory));
    if (!followed)
        return failure(followed.error());
    auto server = std::make_unique<AgentServer>(desk, *std::move(listener));
    serveOidcAgent(*server, place);
    return server;
}

} // namespace tessera
