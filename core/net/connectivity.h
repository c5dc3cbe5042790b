// Why the network did not do it, as far as this computer knows: it is offline, or the network wants a sign-in
// of its own first (attack A088). Looked at only after something failed, so that it costs nothing otherwise.
#pragma once

#include "core/base/error.h"

namespace tessera {

enum class NetworkState {
    Unknown,
    Online,
    Offline,       ///< no interface besides loopback is up, or the system says so
    CaptivePortal, ///< the system says that a page of the network stands in between
};

/// What the system's network service says (NetworkManager and its kin, where Qt has a plugin for them and it
/// answers), else whether any interface has an address.
NetworkState networkState();

/// The same error, or the cause behind it: Offline net.offline instead of net.host_not_found and
/// net.unreachable; Offline net.captive_portal instead of those and net.tls.
Error explainedBy(NetworkState state, Error error);

} // namespace tessera
