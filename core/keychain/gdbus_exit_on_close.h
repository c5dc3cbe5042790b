// Keeps the program alive when the session bus goes away. libsecret, which QtKeychain loads, shares GLib's
// bus connection, and GLib ends a process with SIGTERM when that connection closes (platform facts, section
// 4).
#pragma once

namespace tessera {

/// Once per process, before the first keychain job. Nothing where there is no GLib.
void surviveLossOfSessionBus();

} // namespace tessera
