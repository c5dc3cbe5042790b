// The real world, put together once for every program: system clock, keychain, network, browser,
// configuration folder.
#pragma once

#include "core/session/environment.h"

namespace tessera {

struct EnvironmentOptions
{
    QString configDirectory; ///< empty: defaultConfigDirectory()
    bool useKeychain = true; ///< false: secrets in memory only (`--no-store`)
    /// Only tests name another than the program's own.
    AdministratorConfigurationFile administrator = AdministratorConfigurationFile();
};

Environment makeEnvironment(const EnvironmentOptions& options = {});

/// The platform's place for settings, then "tessera": $XDG_CONFIG_HOME/tessera, ~/.config/tessera…
QString defaultConfigDirectory();

} // namespace tessera
