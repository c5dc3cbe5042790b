#include "tests/crash/keychain_world.h"

#include "core/keychain/keychain_store.h"
#include "core/keychain/split_store.h"
#include "tests/support/await.h"
#include "tests/support/robot_browser.h"

namespace tessera::test {
namespace {

QCoro::Task<void> follow(BrowserPtr browser, QUrl address)
{
    co_await visit(browser, address, {});
}

} // namespace

KeychainWorld::KeychainWorld(demo::IdentityProviderOptions options)
    : provider(std::move(options)),
      store(std::make_shared<SplitStore>(std::make_shared<KeychainStore>(QStringLiteral("tessera-crash"))))
{
    if (!provider.start())
        qFatal("demo provider");
}

Environment KeychainWorld::environment() const
{
    Environment environment;
    environment.clock = std::make_shared<SystemClock>();
    environment.recorder = std::make_shared<FlowRecorder>(environment.clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.secrets = store;
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    const auto browser = std::make_shared<Browser>();
    environment.openUrl = [browser](const QUrl& address) {
        follow(browser, address);
        return Result<void>();
    };
    environment.configDirectory = directory.path();
    environment.lockDirectory = locks();
    return environment;
}

std::unique_ptr<SessionManager> KeychainWorld::startProgram() const
{
    auto manager = std::make_unique<SessionManager>(environment());
    if (!await(manager->load()))
        return nullptr;
    return manager;
}

bool KeychainWorld::signIn()
{
    const auto manager = startProgram();
    if (!manager)
        return false;
    SignInRequest request;
    request.registration.issuer = provider.issuer();
    request.registration.clientId = QStringLiteral("tessera-desktop");
    const auto outcome = await(manager->signIn(request));
    if (!outcome || outcome->thisSessionOnly) {
        qWarning() << "sign-in:" << (outcome ? *outcome->keychainError : outcome.error());
        return false;
    }
    id = outcome->accountId;
    return true;
}

std::optional<StoredGrant> KeychainWorld::stored() const
{
    const auto text = await(store->read(keychainKey(id), {}));
    if (!text || !*text)
        return std::nullopt;
    const auto grant = parseGrant(**text);
    return grant ? std::optional<StoredGrant>(*grant) : std::nullopt;
}

} // namespace tessera::test
