// What the command line of tessera-desktop asks for: a window, or only words (help, version, a complaint).
#pragma once

#include "core/settings/settings.h"

#include <QStringList>

namespace tessera {

struct Options
{
    std::optional<ThemeChoice> theme; ///< unset: as in the settings
    QString configDirectory;
    QString file; ///< to be inspected; absolute. Empty: none
    bool demo = true;
    bool agent = true;
    bool tray = false;
    bool exitAfterFirstPaint = false;
    bool gallery = false; ///< only in builds with tests
    QString words;
    int exitStatus = 0;
};

/// `arguments` as the program got them, its name first.
Options readOptions(const QStringList& arguments, const QString& version);

} // namespace tessera
