// The real world, put together once for every program: system clock, keychain, network, browser,
// configuration folder.
#pragma once

#include "core/session/environment.h"

namespace tessera {

struct EnvironmentOptions
{
    QString configDirectory; ///< empty: defaultConfigDirectory()
    /// False: secrets in memory only, and nothing is written anywhere (`--no-store`).
    bool useKeychain = true;
    /// Only tests name another than the program's own.
    AdministratorConfigurationFile administrator = AdministratorConfigurationFile();
};

Environment makeEnvironment(const EnvironmentOptions& options = {});

/// The platform's place for settings, then "tessera": $XDG_CONFIG_HOME/tessera, ~/.config/tessera…
QString defaultConfigDirectory();

/// Where what can be fetched again is kept: the platform's place for it, then "tessera"; below a
/// configuration folder of one's own, where there is one.
QString cacheDirectoryFor(const QString& configDirectory);

} // namespace tessera
