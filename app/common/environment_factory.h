// The real world, put together once for every program: system clock, keychain, network, browser,
// configuration folder.
#pragma once

#include "core/session/environment.h"

namespace tessera {

struct EnvironmentOptions
{
    QString configDirectory; ///< empty: the platform's place for Tessera ($XDG_CONFIG_HOME/tessera)
    bool useKeychain = true; ///< false: secrets in memory only (`--no-store`)
};

Environment makeEnvironment(const EnvironmentOptions& options = {});

/// BROWSER first (colon-separated commands, %s is the address), then the desktop's own way (xdg-open, open,
/// ShellExecute). Never through a shell (A071, A074). Error browser.none lists what was tried.
Result<void> openInBrowser(const QUrl& url);

} // namespace tessera
