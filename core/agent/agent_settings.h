// What a person has set in the window about its agent (core/settings).
#pragma once

#include "core/agent/agent_desk.h"

namespace tessera {

/// Off where nobody has set it. What is there and cannot be read counts as on: the person may have wanted it.
bool locksWithScreen(const QString& configDirectory);

/// For a settings page: in force at once, and from the next start on. `desk`: of the agent in this program;
/// null: there is none. Errors as ScreenLock::listen, readSettings and writeSettings: then nothing has
/// changed.
Result<void> setLocksWithScreen(const QString& configDirectory, const AgentDeskPtr& desk, bool isOn);

} // namespace tessera
