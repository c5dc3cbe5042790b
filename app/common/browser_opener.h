// Opens an address in the person's browser, and says what was tried when none opened.
#pragma once

#include "core/base/result.h"

#include <QStringList>
#include <QUrl>

namespace tessera {

/// BROWSER first (a list of commands, "%s" is the address), then the command that a person has chosen, then
/// the desktop's own way (xdg-open, open, ShellExecute). Never through a shell, and only http and https
/// addresses (A071, A074). Errors (Configuration): browser.none (detail lists what was tried),
/// browser.address.
Result<void> openInBrowser(const QUrl& url, const QString& chosen = {});

/// What openInBrowser would try, in order, for `tessera doctor`: "firefox (from BROWSER)", "xdg-open".
QStringList browserCandidates(const QString& chosen = {});

/// The command of the settings there (core/settings). Empty: none, or they cannot be read.
QString chosenBrowser(const QString& configDirectory);

} // namespace tessera
