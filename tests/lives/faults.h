// The faults a life can meet: how each is drawn, begun and ended.
#pragma once

#include "tests/lives/world.h"

namespace tessera::lives {

enum class FaultName {
    Cut,
    Drip,
    ServerError,
    TooMany,
    Portal,
    RefusesClient,
    Unplugged,
    Kill,
    Quit,
    DiskFull,
    Locked,
    Denied,
    Gone,
    Slow,
    KeychainFails,
    ClockStep,
    Sleep,
};
inline constexpr int kFaultNames = 17;
QString faultText(FaultName name);

class Fault
{
public:
    Fault(FaultName name, World* world) : m_name(name), m_world(world) {}

    FaultName name() const { return m_name; }
    /// From here on it is armed, or has happened. `quit` is called in the middle of a request.
    void begin(SessionManager& manager, const std::function<void()>& quit);
    /// The world is as it was; what it did to the program stays.
    void end(SessionManager& manager);
    /// So many steps later.
    int steps() const { return m_steps; }
    /// It has had an effect, as far as that can be told.
    bool wasMet() const;

private:
    void armNetwork(std::initializer_list<NetworkFault::Kind> kinds, int most);
    void armKill();
    void armKeychain(SecretStoreState state);
    void stepClock();
    void sleep(SessionManager& manager);

    FaultName m_name;
    World* m_world;
    int m_steps = 1;
    bool m_isTold = false; ///< the network goes and comes, and programs are told
    bool m_happened = false;
    int m_hitsBefore = 0;
};

} // namespace tessera::lives
