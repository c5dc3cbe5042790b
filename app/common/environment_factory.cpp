#include "app/common/environment_factory.h"

#include "app/common/administrator.h"
#include "app/common/browser_opener.h"
#include "core/keychain/keychain_store.h"
#include "core/keychain/memory_store.h"
#include "core/keychain/split_store.h"
#include "core/session/process_lock.h"
#include "core/settings/settings_store.h"

#include <QStandardPaths>

namespace tessera {
namespace {

/// What is wrong with the administrator's file stops every sign-in: nothing of it may be left out in silence.
Result<void> readAdministrator(Environment& environment, const AdministratorConfigurationFile& file)
{
    auto administration = readAdministration(file);
    if (!administration)
        return failure(administration.error());
    auto trust = extraTrustOf(administration->configuration);
    if (!trust)
        return failure(trust.error());
    environment.http->accessManager()->setExtraTrust(*std::move(trust));
    environment.providers = std::make_shared<const ProviderCatalogue>(std::move(administration->catalogue));
    environment.administrator = std::move(administration->configuration);
    return {};
}

/// As they are when something is opened, so that a change in the window holds at once, also for commands.
void obeySettings(Environment& environment)
{
    const QString directory = environment.configDirectory;
    environment.openUrl = [directory](const QUrl& url) {
        return openInBrowser(url, chosenBrowser(directory));
    };
    environment.redirectPorts = [directory] {
        const auto file = readSettings(directory);
        return file ? file->settings.redirectPorts : QList<quint16>();
    };
}

} // namespace

Environment makeEnvironment(const EnvironmentOptions& options)
{
    Environment environment;
    environment.clock = std::make_shared<SystemClock>();
    environment.recorder = std::make_shared<FlowRecorder>(environment.clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    environment.configDirectory =
        options.configDirectory.isEmpty() ? defaultConfigDirectory() : options.configDirectory;
    obeySettings(environment);
    const QString cache = cacheDirectoryFor(environment.configDirectory);
    environment.discovery = std::make_shared<DiscoveryCache>(
        environment.http, environment.clock,
        options.useKeychain ? cache + QStringLiteral("/discovery") : QString());
    if (options.useKeychain) {
        environment.secrets = std::make_shared<SplitStore>(std::make_shared<KeychainStore>());
        environment.lockDirectory = defaultLockDirectory();
    } else {
        environment.secrets = std::make_shared<MemoryStore>();
    }
    if (const auto read = readAdministrator(environment, options.administrator); !read)
        environment.configurationFault = read.error();
    return environment;
}

QString defaultConfigDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/tessera");
}

QString cacheDirectoryFor(const QString& configDirectory)
{
    if (configDirectory != defaultConfigDirectory())
        return configDirectory + QStringLiteral("/cache");
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/tessera");
}

} // namespace tessera
