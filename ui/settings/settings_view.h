// What the page of settings shows, as one value: what is chosen, and what on this computer bears on it.
#pragma once

#include "core/settings/settings.h"

#include <QStringList>

namespace tessera {

struct Language
{
    QString code; ///< "de"
    QString name; ///< in itself: "Deutsch"
    friend bool operator==(const Language&, const Language&) = default;
};

/// What is so outside the settings.
struct SettingsSurroundings
{
    std::optional<bool> startAtLogin; ///< unset: this system has no such thing
    bool hasTray = true;
    bool agentElsewhere = false; ///< another program is the agent
    QString browserVariable;     ///< BROWSER in the environment, which comes first
    QList<Language> languages;   ///< there are words for
    QStringList administrator;   ///< what he decided, a line each

    friend bool operator==(const SettingsSurroundings&, const SettingsSurroundings&) = default;
};

struct SettingsView
{
    Settings settings;
    SettingsSurroundings around;
};

} // namespace tessera
