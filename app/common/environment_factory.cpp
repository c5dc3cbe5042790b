#include "app/common/environment_factory.h"

#include "app/common/browser_opener.h"
#include "core/keychain/keychain_store.h"
#include "core/keychain/memory_store.h"

#include <QStandardPaths>

namespace tessera {

Environment makeEnvironment(const EnvironmentOptions& options)
{
    Environment environment;
    environment.clock = std::make_shared<SystemClock>();
    environment.recorder = std::make_shared<ExchangeRecorder>(environment.clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    environment.openUrl = openInBrowser;
    environment.configDirectory =
        options.configDirectory.isEmpty() ? defaultConfigDirectory() : options.configDirectory;
    if (options.useKeychain)
        environment.secrets = std::make_shared<KeychainStore>();
    else
        environment.secrets = std::make_shared<MemoryStore>();
    return environment;
}

QString defaultConfigDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/tessera");
}

} // namespace tessera
