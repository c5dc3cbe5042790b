#include "tests/lives/world.h"

#include "core/keychain/split_store.h"
#include "tests/lives/pump.h"

#include <QMetaEnum>
#include <QNetworkReply>

#include <cstdio>

namespace tessera::lives {
namespace {

constexpr const char* kEventNames[] = {
    "noted", "not noted",  "found unfinished", "from memory", "answer lost", "tried again", "rotated",
    "kept",  "not stored", "stored late",      "refused",     "found newer", "not sent",    "late answer"};

QString textOf(const RenewalEvent& event)
{
    const QString name = QString::fromLatin1(kEventNames[static_cast<int>(event.kind)]);
    return event.why ? name + QStringLiteral(": ") + event.why->code : name;
}

} // namespace

QString findingName(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::Lost:
        return QStringLiteral("lost");
    case Finding::Kind::Wrong:
        return QStringLiteral("wrong state");
    case Finding::Kind::Hang:
        return QStringLiteral("hang");
    }
    Q_UNREACHABLE();
}

World::World(quint64 seed, WorldOptions what)
    : dice(seed), options(std::move(what)), provider(clock, options.provider, seed)
{
    vault->dice = Dice(seed + 1);
    vault->onPowerCut = [this](const QString& where) { cutPower(where); };
    vault->onHindrance = [this] { provider.families.noteHindered(); };
    provider.onTrace = [this](const QString& text) { say(QStringLiteral("    > ") + text); };
}

World::~World() = default;

void World::say(const QString& text)
{
    const auto passed = std::chrono::floor<Seconds>(clock->sinceBoot() - m_startedBoot);
    const QString line = QStringLiteral("%1 s  %2").arg(passed.count(), 8).arg(text);
    trace.append(line);
    if (options.isVerbose)
        std::printf("%s\n", qUtf8Printable(line));
}

void World::find(Finding::Kind kind, const QString& text)
{
    findings.append(Finding{kind, text});
    say(QStringLiteral("!!! %1: %2").arg(findingName(kind), text));
}

void World::cutPower(const QString& where)
{
    if (!std::exchange(*m_isOn, false))
        return;
    say(QStringLiteral("power cut ") + where);
    ++powerCuts;
    cutsAt.reset();
    vault->armed.reset();
    provider.onDone = nullptr;
    provider.isDeaf = true;
    provider.families.noteHindered();
    disk.branch();
}

void World::powerUp()
{
    provider.isDeaf = false;
    m_isOn = std::make_shared<bool>(true);
}

std::shared_ptr<HttpClient> World::makeHttp()
{
    auto http = std::make_shared<HttpClient>(nullptr, options.replies);
    SecureAccessManager* manager = http->accessManager().get();
    const auto started = [this, isOn = m_isOn](QNetworkReply* reply) {
        ++m_requestsUnderWay;
        QObject::connect(reply, &QObject::destroyed, &provider, [this] { --m_requestsUnderWay; });
        QObject::connect(reply, &QNetworkReply::finished, reply, [this, isOn, reply] {
            const auto token = Provider::tokenIn(reply->rawHeader("X-Token-Number"));
            if (token && *isOn && !SecureAccessManager::failureOf(reply))
                provider.families.noteDelivered(*token);
        });
    };
    QObject::connect(manager, &SecureAccessManager::requestStarted, &provider, started);
    return http;
}

Environment World::environment()
{
    Environment environment;
    environment.http = makeHttp();
    environment.clock = clock;
    environment.secrets = std::make_shared<SplitStore>(makeKeychain(vault, m_isOn));
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, clock);
    environment.openUrl = [this](const QUrl& address) { return provider.openInBrowser(address); };
    environment.configDirectory = disk.config();
    if (options.sabotage != Sabotage::NoLocks)
        environment.lockDirectory = disk.locks();
    environment.onRenewalEvent = [this, isOn = m_isOn](const RenewalEvent& event) {
        if (!*isOn)
            return;
        say(QStringLiteral("    ") + textOf(event));
        if (cutsAt == event.kind)
            cutPower(QStringLiteral("right after that"));
    };
    return environment;
}

ProgramPtr World::start()
{
    auto program = std::make_unique<Program>();
    const Environment world = environment();
    program->store = world.secrets;
    program->manager = std::make_unique<SessionManager>(world, options.policy);
    return program;
}

bool World::end(ProgramPtr program)
{
    const std::weak_ptr<SecretStore> store = program->store;
    program.reset();
    return pumpUntil([&store] { return store.expired(); }, options.hangLimit);
}

bool World::settle(const std::function<bool()>& isInterrupted)
{
    const auto isBusy = [&] {
        return !isInterrupted() && (m_requestsUnderWay > 0 || vault->operationsUnderWay > 0);
    };
    return pumpUntilQuiet(isBusy, options.hangLimit);
}

} // namespace tessera::lives
