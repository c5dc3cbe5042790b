#include "tests/lives/faults.h"

namespace tessera::lives {
namespace {

using Net = NetworkFault::Kind;
using Key = KeychainFault::Kind;
using Event = RenewalEvent::Kind;
using namespace std::chrono_literals;

int hits(const World& world)
{
    return world.provider.faultsHit + world.vault->faultsHit + world.powerCuts;
}

} // namespace

QString faultText(FaultName name)
{
    constexpr const char* kTexts[kFaultNames] = {
        "cut",       "drip",   "5xx",    "429",  "portal", "invalid_client", "unplugged",  "kill -9", "quit",
        "disk full", "locked", "denied", "gone", "slow",   "keychain fails", "clock step", "sleep"};
    return QString::fromLatin1(kTexts[static_cast<int>(name)]);
}

void Fault::armNetwork(std::initializer_list<Net> kinds, int most)
{
    Dice& dice = m_world->dice;
    NetworkFault fault;
    fault.kind = dice.among(kinds);
    fault.times = dice.between(1, most);
    fault.onlyTokens = !dice.oneIn(4);
    m_world->provider.fault = fault;
    m_steps = dice.between(1, 3);
    m_world->say(QStringLiteral("  kind %1, %2 times").arg(static_cast<int>(fault.kind)).arg(fault.times));
}

void Fault::armKill()
{
    Dice& dice = m_world->dice;
    World* world = m_world;
    switch (dice.between(0, 4)) {
    case 0:
        return world->cutPower(QStringLiteral("while nothing happens"));
    case 1:
        world->cutsAt = dice.among({Event::Noted, Event::Rotated, Event::Kept});
        break;
    case 2:
        world->provider.onDone = [world] { world->cutPower(QStringLiteral("before the answer")); };
        break;
    default:
        KeychainFault fault;
        fault.kind = dice.among({Key::CutBefore, Key::CutTorn, Key::CutAfter});
        fault.after = dice.between(0, 7);
        world->vault->armed = fault;
    }
    m_steps = 4;
}

void Fault::armKeychain(SecretStoreState state)
{
    Dice& dice = m_world->dice;
    m_steps = dice.between(1, 5);
    if (dice.oneIn(2))
        return m_world->vault->setState(state);
    KeychainFault fault;
    fault.kind = Key::Closes;
    fault.after = dice.between(0, 8);
    fault.closes = state;
    m_world->vault->armed = fault;
}

void Fault::stepClock()
{
    const auto now = m_world->clock->now();
    const auto by = m_world->dice.among<Milliseconds>(
        {24h * 365, -24h * 365, -24h, 24h, 1h, -1h, 5min, -5min, 30s, -30s});
    const bool isLost = m_world->dice.oneIn(6); // the battery: 1970
    m_world->clock->setWallClock(isLost ? fromUnixSeconds(1000) : now + by);
    m_steps = m_world->dice.between(1, 8);
}

void Fault::sleep(SessionManager& manager)
{
    Dice& dice = m_world->dice;
    m_isTold = dice.oneIn(2);
    if (m_isTold)
        m_world->provider.unplug();
    m_world->clock->advance(std::chrono::minutes(dice.between(1, 3 * 24 * 60)));
    manager.wokeUp();
}

void Fault::begin(SessionManager& manager, const std::function<void()>& quit)
{
    Dice& dice = m_world->dice;
    m_hitsBefore = hits(*m_world);
    m_happened = false;
    m_world->say(QStringLiteral("fault: ") + faultText(m_name));
    switch (m_name) {
    case FaultName::Cut:
        return armNetwork({Net::CutBefore, Net::CutAfter, Net::HalfAnswer, Net::Reset}, 3);
    case FaultName::Drip:
        return armNetwork({Net::Drip, Net::SilentBefore, Net::SilentAfter}, 2);
    case FaultName::ServerError:
        return armNetwork({Net::ErrorBefore, Net::ErrorAfter}, 4);
    case FaultName::TooMany:
        return armNetwork({Net::TooMany}, 4);
    case FaultName::Portal:
        return armNetwork({Net::Portal, Net::PortalMoved}, 4);
    case FaultName::RefusesClient:
        return armNetwork({Net::RefusesClient}, 2);
    case FaultName::Unplugged:
        m_isTold = true;
        m_happened = true;
        m_steps = dice.between(1, 4);
        return m_world->provider.unplug();
    case FaultName::Kill:
        return armKill();
    case FaultName::Quit:
        m_steps = 4;
        m_world->provider.onDone = [this, quit] {
            m_world->provider.onDone = nullptr;
            m_happened = true;
            quit();
        };
        return;
    case FaultName::DiskFull:
        m_happened = true;
        m_steps = dice.between(1, 5);
        m_world->disk.fill(dice.among({0, 0, 64, 300}));
        if (dice.oneIn(2))
            m_world->vault->armed = KeychainFault{Key::FailsBefore, 0, 1000, SecretStoreState::Available};
        return;
    case FaultName::Locked:
        m_world->vault->personUnlocks = dice.oneIn(2);
        return armKeychain(SecretStoreState::Locked);
    case FaultName::Denied:
        return armKeychain(SecretStoreState::Denied);
    case FaultName::Gone:
        return armKeychain(SecretStoreState::Gone);
    case FaultName::Slow:
        return armKeychain(SecretStoreState::Slow);
    case FaultName::KeychainFails:
        m_steps = dice.between(1, 4);
        m_world->vault->armed =
            KeychainFault{dice.among({Key::FailsBefore, Key::FailsAfter, Key::Torn}), dice.between(0, 5),
                          dice.between(1, 6), SecretStoreState::Available};
        return;
    case FaultName::ClockStep:
        m_happened = true;
        stepClock();
        return manager.tick();
    case FaultName::Sleep:
        m_happened = true;
        return sleep(manager);
    }
}

void Fault::end(SessionManager& manager)
{
    m_happened = wasMet();
    m_world->say(QStringLiteral("fault over: ") + faultText(m_name));
    m_world->provider.fault.reset();
    m_world->provider.onDone = nullptr;
    m_world->cutsAt.reset();
    m_world->vault->armed.reset();
    m_world->disk.empty();
    m_world->vault->setState(SecretStoreState::Available);
    m_world->provider.plugIn();
    if (m_isTold)
        manager.networkCameBack();
    if (m_name == FaultName::ClockStep) {
        m_world->clock->setWallClock(m_world->rightTime());
        manager.tick();
    }
}

bool Fault::wasMet() const
{
    return m_happened || hits(*m_world) > m_hitsBefore || m_world->vault->now != SecretStoreState::Available;
}

} // namespace tessera::lives
