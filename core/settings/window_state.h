// How the window was left: place, size, page, and what has been told once. Kept apart from the settings,
// because it changes by itself; losing it costs nothing, so what cannot be read is as good as not there.
#pragma once

#include "core/base/result.h"

#include <QRect>
#include <QStringList>

#include <optional>

namespace tessera {

struct WindowState
{
    QRect geometry; ///< when it is neither maximised nor minimised; invalid: nothing is known
    bool maximised = false;
    QString page;     ///< "accounts", "inspector"…; empty: the first
    QStringList told; ///< names of hints that are not given again

    friend bool operator==(const WindowState&, const WindowState&) = default;
};

/// $XDG_STATE_HOME/tessera, %LOCALAPPDATA%/tessera…; below a configuration folder of one's own, where there
/// is one.
QString stateDirectory(const QString& configDirectory, const QString& usualConfigDirectory);

WindowState readWindowState(const QString& directory);
/// Error (Configuration): settings.not_writable (detail: path and cause).
Result<void> writeWindowState(const QString& directory, const WindowState& state);

/// Where a window of that geometry may stand now: on one of `screens` (their available areas) with its title
/// in reach, and no larger than that one. Nothing: its screen is gone, so the system places it.
std::optional<QRect> placeOnScreens(const QRect& geometry, const QList<QRect>& screens);

} // namespace tessera
