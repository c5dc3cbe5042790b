// The agent in the window: it listens while the window's process lives, asks in a dialog, gives the window's
// own tokens; also at a socket for programs of oidc-agent. Locks with the screen where that is set
// (agent_settings).
#pragma once

#include "core/agent/agent_server.h"
#include "core/session/session_manager.h"

namespace tessera {

/// `configuration`: as on the command line; empty: the usual folder, and its socket. `manager` must outlive
/// what is returned. Errors: as AgentListener::make; agent.running where one runs without a window; as
/// ScreenLock::listen where it is set to lock with the screen and nobody would tell.
Result<std::unique_ptr<AgentServer>> hostAgent(SessionManager& manager, const QString& configuration);

} // namespace tessera
