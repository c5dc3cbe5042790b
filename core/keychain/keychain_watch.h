// Hears that the keychain was opened, closed, came or went, so that nobody has to ask it again and again
// (Secret Service API: CollectionChanged, and the bus's own NameOwnerChanged).
#pragma once

#include <functional>
#include <memory>

namespace tessera {

/// `changed` is called, once for a handful of events, as long as the answer is kept. Null: no session bus, or
/// a system that tells nothing.
std::shared_ptr<void> watchKeychain(std::function<void()> changed);

} // namespace tessera
