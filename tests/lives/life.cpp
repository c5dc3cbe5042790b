#include "tests/lives/life.h"

namespace tessera::lives {
namespace {

using Kind = Finding::Kind;
using namespace std::chrono_literals;

WorldOptions drawWorld(Dice& dice, const LifeOptions& options, bool isSlow)
{
    WorldOptions world;
    world.provider.rotates = !dice.oneIn(5);
    world.provider.repeatsToken = dice.oneIn(2);
    world.provider.reuseWindow = dice.among<Seconds>({0s, 0s, 0s, 30s, 30s, 600s});
    world.provider.windowGivesSame = dice.oneIn(2);
    world.provider.accessLife = dice.among<Seconds>({60s, 300s, 600s, 3600s});
    world.provider.givesIdToken = dice.oneIn(3);
    world.provider.longScope = dice.oneIn(4);
    if (dice.oneIn(2))
        world.policy = RenewalPolicy::spreadOut();
    if (isSlow) {
        world.replies.exchangeTime = Milliseconds(150);
        world.replies.leastRateWindow = Milliseconds(60);
    }
    world.hangLimit = options.hangLimit;
    world.sabotage = options.sabotage;
    world.isVerbose = options.isVerbose;
    return world;
}

class Life
{
public:
    Life(const LifeOptions& options, int number)
        : m_dice(options.seed * 1'000'003 + static_cast<quint64>(number)), m_plan(drawPlan(options)),
          m_world(makeWorld(options))
    {
        World& world = *m_world;
        m_people.append(Person{QStringLiteral("alice"), {}, -1, false, false});
        if (m_dice.oneIn(3) || options.sabotage == Sabotage::EntriesSwapped)
            m_people.append(Person{QStringLiteral("bob"), {}, -1, false, false});
        m_oracle = std::make_unique<Oracle>(m_world.get(), &m_people);
        world.vault->tells = m_dice.oneIn(2);
        world.say(QStringLiteral("life %1: %2 steps, %3 people, access tokens of %4 s, %5, window %6 s")
                      .arg(number)
                      .arg(m_steps)
                      .arg(m_people.size())
                      .arg(world.options.provider.accessLife.count())
                      .arg(world.options.provider.rotates ? u"rotating" : u"not rotating")
                      .arg(world.options.provider.reuseWindow.count()));
    }

    LifeReport run()
    {
        if (begin() && goThroughSteps() && becomeCalm() && startAgainCalmly())
            count(QStringLiteral("lives to the end"));
        finish();
        count(QStringLiteral("renewals at the provider"), m_world->provider.refreshes);
        count(QStringLiteral("sign-ins lost by the provider's rules"), m_oracle->excusedLosses);
        LifeReport report{m_world->findings, m_world->trace, m_counts};
        if (m_isStuck)
            m_world.release(); // coroutines that did not end still look at it
        return report;
    }

private:
    struct Planned
    {
        int step;
        FaultName name;
    };

    QList<Planned> drawPlan(const LifeOptions& options)
    {
        m_steps = m_dice.between(5, 30);
        QList<Planned> plan;
        const int faults = options.faults > 1 ? m_dice.between(1, options.faults) : 1;
        for (int i = 0; i < faults; ++i)
            plan.append(Planned{m_dice.between(0, m_steps - 1),
                                static_cast<FaultName>(m_dice.between(0, kFaultNames - 1))});
        return plan;
    }
    std::unique_ptr<World> makeWorld(const LifeOptions& options)
    {
        const quint64 seed = m_dice.next();
        return std::make_unique<World>(seed, drawWorld(m_dice, options, contains(FaultName::Drip)));
    }
    bool contains(FaultName name) const
    {
        return std::any_of(m_plan.begin(), m_plan.end(), [name](const Planned& p) { return p.name == name; });
    }
    void count(const QString& what, int by = 1) { m_counts[what] += by; }
    SessionManager& manager() { return *m_program->manager; }

    bool stuck(const QString& where)
    {
        m_isStuck = true;
        m_world->find(Kind::Hang, where);
        return false;
    }
    bool isInterrupted() const { return !m_world->isOn() || m_wantsToQuit; }

    /// Empty: interrupted, or stuck.
    template <class T>
    std::optional<T> answerOf(QCoro::Task<T> task, const QString& what)
    {
        const auto kept = keep(std::move(task));
        const bool inTime =
            pumpUntil([&] { return kept->has_value() || isInterrupted(); }, m_world->options.hangLimit);
        if (!inTime)
            stuck(what + QStringLiteral(" does not end"));
        return *kept;
    }

    bool begin()
    {
        m_program = m_world->start();
        if (m_world->vault->tells || m_dice.oneIn(2))
            manager().watchKeychain();
        const auto loaded = answerOf(manager().load(), QStringLiteral("loading"));
        if (m_isStuck)
            return false;
        if (isInterrupted())
            return goOn();
        if (!*loaded) {
            m_world->find(Kind::Lost, QStringLiteral("the accounts cannot be read: ") + loaded->error().code);
            return false;
        }
        manager().tick();
        m_othersRenew = false;
        m_oracle->programStarted(manager());
        return true;
    }

    /// After a power cut or a quit: the next start.
    bool startAgain()
    {
        count(QStringLiteral("starts"));
        m_world->say(QStringLiteral("start"));
        const bool wasOn = m_world->isOn();
        m_wantsToQuit = false;
        if (!m_world->end(std::move(m_program)))
            return stuck(QStringLiteral("coroutines remain after the end of the program"));
        if (wasOn && !m_world->isOn())
            m_world->say(QStringLiteral("the power went while it ended"));
        m_world->powerUp();
        return begin();
    }

    /// Whatever was begun comes to its end; an interrupted program is started again.
    bool goOn()
    {
        if (m_isStuck)
            return false;
        if (isInterrupted())
            return startAgain();
        if (!m_world->settle([this] { return isInterrupted(); }))
            return stuck(QStringLiteral("it does not come to rest"));
        if (isInterrupted())
            return startAgain();
        m_oracle->check(manager(), m_othersRenew);
        return m_world->findings.isEmpty();
    }

    // ---------------------------------------------------------------------------------------------- what
    // people do
    bool signIn(Person& person)
    {
        m_world->say(person.subject + QStringLiteral(" signs in"));
        count(QStringLiteral("sign-ins"));
        m_world->provider.person = person.subject;
        SignInRequest request;
        request.registration.issuer = m_world->provider.issuer();
        request.registration.clientId = QStringLiteral("desk");
        request.registration.scope = m_world->provider.scope();
        request.limit = Milliseconds(1500); // of the person in the browser
        const auto outcome = answerOf(manager().signIn(request), QStringLiteral("a sign-in"));
        if (outcome && *outcome)
            m_oracle->signedIn(person, **outcome);
        else if (isInterrupted())
            m_oracle->mayHaveSignedIn(person);
        if (outcome && !*outcome)
            m_world->say(QStringLiteral("  failed: ") + outcome->error().code);
        return goOn();
    }

    bool ask(Person& person, Seconds minValid, int callers)
    {
        m_world->say(QStringLiteral("%1 asked for a token by %2").arg(person.subject).arg(callers));
        QList<Kept<Result<TokenSet>>> answers;
        for (int i = 0; i < callers; ++i)
            answers.append(keep(manager().freshTokens(person.id, minValid)));
        const auto allThere = [&answers] {
            return std::all_of(answers.begin(), answers.end(),
                               [](const auto& one) { return one->has_value(); });
        };
        if (!pumpUntil([&] { return allThere() || isInterrupted(); }, m_world->options.hangLimit))
            return stuck(QStringLiteral("somebody who asked for a token gets no answer"));
        for (const auto& answer : std::as_const(answers))
            if (answer->has_value())
                judgeToken(person, **answer);
        return goOn();
    }

    void judgeToken(const Person& person, const Result<TokenSet>& tokens)
    {
        if (!tokens)
            return m_world->say(QStringLiteral("  no token: ") + tokens.error().code);
        const bool isGood = m_world->provider.families.isGoodAccess(tokens->accessToken.reveal(),
                                                                    m_world->clock->sinceBoot());
        if (!isGood && !m_oracle->isDead(person))
            m_world->find(Kind::Wrong,
                          QStringLiteral("handed out as fresh, and the server does not take it"));
    }

    bool renewNow(Person& person)
    {
        m_world->say(person.subject + QStringLiteral(" renewed by hand"));
        const auto answer = answerOf(manager().renewNow(person.id), QStringLiteral("a renewal"));
        if (answer)
            judgeToken(person, *answer);
        return goOn();
    }

    bool letPass(Milliseconds time)
    {
        m_world->clock->advance(time);
        m_world->say(QStringLiteral("later"));
        manager().tick();
        return goOn();
    }

    Milliseconds someTime(const Person& person)
    {
        const auto session = manager().session(person.id);
        const Milliseconds life = m_world->options.provider.accessLife;
        if (session && session->renewsAt && m_dice.oneIn(2))
            return std::clamp<Milliseconds>(*session->renewsAt - m_world->clock->now() + 1s, 1s, 2h);
        return m_dice.among<Milliseconds>({0s, 5s, 35s, life, life, 2 * life, 8h});
    }

    /// Another program of the same person, at the same time.
    bool withAnotherProgram(Person& person)
    {
        const auto session = manager().session(person.id);
        // Where this one has what the keychain has not, the other would wait for minutes, and rightly.
        if (!session || session->thisSessionOnly)
            return letPass(35s);
        m_world->say(QStringLiteral("another program renews %1 too").arg(person.subject));
        count(QStringLiteral("second programs"));
        m_othersRenew = true;
        ProgramPtr other = m_world->start();
        std::stop_source patience;
        const auto loaded = answerOf(other->manager->load(), QStringLiteral("loading in another program"));
        if (loaded && *loaded && !isInterrupted()) {
            const auto ours = keep(manager().renewNow(person.id));
            const auto theirs = keep(other->manager->freshTokens(person.id, 10s, patience.get_token()));
            const auto oursIsThere = [&] { return ours->has_value() || isInterrupted(); };
            if (!pumpUntil(oursIsThere, m_world->options.hangLimit))
                return stuck(QStringLiteral("a renewal beside another program does not end"));
            const auto now = manager().session(person.id);
            if (now && now->thisSessionOnly)
                patience.request_stop();
            const auto theirsIsThere = [&] { return theirs->has_value() || isInterrupted(); };
            if (!pumpUntil(theirsIsThere, m_world->options.hangLimit))
                return stuck(QStringLiteral("a renewal of another program does not end"));
            for (const auto& one : {ours, theirs})
                if (one->has_value())
                    judgeToken(person, **one);
        }
        if (m_isStuck)
            return false;
        if (!m_world->end(std::move(other)))
            return stuck(QStringLiteral("coroutines remain after the end of another program"));
        return goOn();
    }

    bool userInfo(Person& person)
    {
        m_world->say(QStringLiteral("userinfo of ") + person.subject);
        answerOf(manager().userInfo(person.id), QStringLiteral("userinfo"));
        return goOn();
    }

    bool doSomething()
    {
        for (Person& person : m_people)
            if (!manager().session(person.id) || manager().session(person.id)->phase == Phase::SignInNeeded)
                return signIn(person);
        Person& person = m_people[m_dice.between(0, static_cast<int>(m_people.size()) - 1)];
        switch (m_dice.between(0, 19)) {
        case 0:
        case 1:
            return startAgain();
        case 2:
        case 3:
            return renewNow(person);
        case 4:
            return withAnotherProgram(person);
        case 5:
            return userInfo(person);
        case 6:
            return letPass(someTime(person)) && ask(person, 0s, 20);
        case 7:
        case 8:
            return ask(person, m_dice.among<Seconds>({0s, 30s, 60s}), 1);
        case 9:
            return m_dice.oneIn(4) ? signIn(person) : startAgain();
        default:
            return letPass(someTime(person));
        }
    }

    // ------------------------------------------------------------------------------------------------- the
    // script
    void sabotage()
    {
        Vault& vault = *m_world->vault;
        if (m_world->options.sabotage == Sabotage::KeychainForgets)
            vault.breakage = Breakage::ForgetsWrites;
        if (m_world->options.sabotage == Sabotage::KeychainSilent)
            vault.breakage = Breakage::NeverAnswers;
        if (m_world->options.sabotage == Sabotage::EntriesSwapped && m_people.size() == 2)
            std::swap(vault.entries[keychainKey(m_people[0].id)], vault.entries[keychainKey(m_people[1].id)]);
    }

    bool goThroughSteps()
    {
        for (int step = 0; step < m_steps; ++step) {
            for (const Planned& planned : std::as_const(m_plan)) {
                if (planned.step != step)
                    continue;
                m_active.push_back(Running{std::make_unique<Fault>(planned.name, m_world.get()), 0});
            }
            for (Running& running : m_active)
                if (running.left == 0) {
                    running.fault->begin(manager(), [this] { m_wantsToQuit = true; });
                    running.left = running.fault->steps() + 1;
                    if (!goOn())
                        return false;
                }
            if (step == m_steps / 2)
                sabotage();
            m_world->say(QStringLiteral("step %1").arg(step));
            if (!doSomething() || !endFaults(1))
                return false;
        }
        return true;
    }

    bool endFaults(int steps)
    {
        std::vector<Running> still;
        std::vector<std::unique_ptr<Fault>> over;
        for (Running& running : m_active) {
            running.left -= steps;
            if (running.left <= 1)
                over.push_back(std::move(running.fault));
            else
                still.push_back(std::move(running));
        }
        m_active = std::move(still);
        for (const auto& fault : over) {
            fault->end(manager());
            count((fault->wasMet() ? QStringLiteral("met: ") : QStringLiteral("missed: ")) +
                  faultText(fault->name()));
        }
        return over.empty() || goOn();
    }

    bool everybodyIsWell()
    {
        return std::all_of(m_people.begin(), m_people.end(),
                           [this](const Person& person) { return m_oracle->isWell(manager(), person); });
    }

    /// Faults are over: within so much time everything comes right by itself; what waits for a person gets
    /// one.
    bool comeRight(const QString& when)
    {
        constexpr int kMinutes = 60;
        constexpr int kPersonComes = 3;
        for (int minute = 0; minute < kMinutes && !everybodyIsWell(); ++minute) {
            if (!letPass(minute < 5 ? 30s : 60s))
                return false;
            for (Person& person : m_people) {
                const auto session = manager().session(person.id);
                const bool isNew = !session || (person.isUncertain && session->thisSessionOnly);
                if (isNew && !signIn(person))
                    return false;
                const bool isRefused =
                    session && session->problem && session->problem->code == u"keychain.denied";
                const bool waitsForPerson =
                    session && !isNew &&
                    (session->phase == Phase::Misconfigured ||
                     (isRefused && (session->phase == Phase::KeychainLocked || session->thisSessionOnly)));
                if (minute >= kPersonComes && waitsForPerson && !renewNow(person))
                    return false;
            }
        }
        if (everybodyIsWell())
            return true;
        for (const Person& person : std::as_const(m_people))
            if (!m_oracle->isWell(manager(), person))
                m_world->find(m_oracle->isDead(person) ? Kind::Wrong : Kind::Lost,
                              QStringLiteral("not well an hour %1: %2")
                                  .arg(when, m_oracle->describe(manager(), person)));
        return false;
    }

    bool becomeCalm()
    {
        m_world->say(QStringLiteral("calm"));
        return endFaults(1000) && comeRight(QStringLiteral("after the last fault"));
    }

    bool startAgainCalmly()
    {
        if (!startAgain() || !comeRight(QStringLiteral("after the last start")))
            return false;
        for (Person& person : m_people) {
            if (m_oracle->isDead(person) && !signIn(person))
                return false;
            if (!letPass(m_world->options.provider.accessLife + 60s) || !renewNow(person))
                return false;
        }
        return comeRight(QStringLiteral("after the last renewal"));
    }

    void finish()
    {
        m_active.clear();
        m_world->provider.onDone = nullptr;
        m_world->disk.empty();
        if (m_program && !m_isStuck && !m_world->end(std::move(m_program)))
            stuck(QStringLiteral("coroutines remain at the end"));
        if (m_isStuck && m_program)
            m_program.release();
    }

    struct Running
    {
        std::unique_ptr<Fault> fault;
        int left = 0;
    };

    Dice m_dice;
    int m_steps = 0;
    QList<Planned> m_plan;
    std::unique_ptr<World> m_world;
    QList<Person> m_people;
    std::unique_ptr<Oracle> m_oracle;
    ProgramPtr m_program;
    std::vector<Running> m_active;
    QMap<QString, int> m_counts;
    bool m_isStuck = false;
    bool m_wantsToQuit = false;
    bool m_othersRenew = false;
};

} // namespace

LifeReport live(const LifeOptions& options, int number)
{
    return Life(options, number).run();
}

} // namespace tessera::lives
