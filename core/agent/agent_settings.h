// What a person has set in the window about its agent. Lies beside the list of accounts, in settings.ini;
// holds no secret.
#pragma once

#include "core/agent/agent_desk.h"

namespace tessera {

/// Off where nobody has set it. What is there and cannot be read counts as on: the person may have wanted it.
bool locksWithScreen(const QString& configDirectory);

/// For a settings page: in force at once, and from the next start on. `desk`: of the agent in this program;
/// null: there is none. Errors as ScreenLock::listen, then nothing has changed; Configuration
/// settings.not_writable (detail: path).
Result<void> setLocksWithScreen(const QString& configDirectory, const AgentDeskPtr& desk, bool isOn);

} // namespace tessera
