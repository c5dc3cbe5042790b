// All that one life is lived in: clock, keychain, disk, provider, power. Programs are started in it and end
// by themselves, or with the power; what happened is written down as it happens.
#pragma once

#include "core/session/session_manager.h"
#include "tests/lives/disk.h"
#include "tests/lives/keychain.h"
#include "tests/lives/provider.h"

namespace tessera::lives {

struct Finding
{
    enum class Kind {
        Lost,  ///< the provider would still honour the grant, and the client cannot use it any more
        Wrong, ///< what is shown or stored is not so
        Hang,  ///< nothing goes on
    };
    Kind kind;
    QString text;
};
QString findingName(Finding::Kind kind);

/// What is broken on purpose, to see that it is noticed.
enum class Sabotage { None, KeychainForgets, KeychainSilent, NoLocks, EntriesSwapped };

struct WorldOptions
{
    ProviderTraits provider;
    RenewalPolicy policy;
    ReplyLimits replies;
    Milliseconds hangLimit = Seconds(30);
    Sabotage sabotage = Sabotage::None;
    bool isVerbose = false; ///< the trace is printed as it grows
};

struct Program
{
    std::unique_ptr<SessionManager> manager;
    /// Expires with the last coroutine of this program.
    std::weak_ptr<SecretStore> store;
};
using ProgramPtr = std::unique_ptr<Program>;

class World
{
public:
    World(quint64 seed, WorldOptions options);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Dice dice;
    WorldOptions options;
    std::shared_ptr<test::ManualClock> clock = std::make_shared<test::ManualClock>();
    VaultPtr vault = std::make_shared<Vault>();
    Provider provider;
    Disk disk;
    /// At which event of a renewal the power goes.
    std::optional<RenewalEvent::Kind> cutsAt;
    int powerCuts = 0;

    QStringList trace;
    QList<Finding> findings;
    void say(const QString& text);
    void find(Finding::Kind kind, const QString& text);

    bool isOn() const { return *m_isOn; }
    void cutPower(const QString& where);
    /// After all that were running have ended.
    void powerUp();

    ProgramPtr start();
    /// As a program ends. False: coroutines of it remain.
    bool end(ProgramPtr program);
    /// Nothing goes on any more until time passes, or it is so.
    bool settle(const std::function<bool()>& isInterrupted);

    TimePoint rightTime() const { return m_started + (clock->sinceBoot() - m_startedBoot); }

private:
    std::shared_ptr<HttpClient> makeHttp();
    Environment environment();

    TimePoint m_started = clock->now();
    Milliseconds m_startedBoot = clock->sinceBoot();
    std::shared_ptr<bool> m_isOn = std::make_shared<bool>(true);
    int m_requestsUnderWay = 0;
};

} // namespace tessera::lives
