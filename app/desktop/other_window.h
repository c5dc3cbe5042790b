// One window for each list of accounts, seen from a start: is there one already, or is this the first?
#pragma once

#include "core/agent/window_door.h"

namespace tessera {

/// The window that is open already has heard of `wish`: the status to end with. Nothing: there is none, or
/// none that is to be believed. Needs no display and no application.
std::optional<int> askOtherWindow(const AgentPlace& place, const WindowWish& wish);

/// Once there is an application. Null where later starts cannot find this window; nothing: another start was
/// a moment quicker, and has heard of `wish`.
std::optional<std::unique_ptr<WindowDoor>> becomeFirst(const AgentPlace& place, const WindowWish& wish);

} // namespace tessera
