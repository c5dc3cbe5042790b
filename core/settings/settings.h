// What a person has chosen in the window, as one value. No secret is among it, and nothing of it weakens a
// check. Start at login is not here: the system keeps that itself (start_at_login).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace tessera {

enum class ThemeChoice { System, Light, Dark };
enum class MotionChoice { System, Reduced, Full };

struct Settings
{
    ThemeChoice theme = ThemeChoice::System;
    MotionChoice motion = MotionChoice::System;
    QString language;             ///< "de", "zh_CN"; empty: the system's
    QString browserCommand;       ///< "firefox --new-window %s"; empty: the system's browser
    QList<quint16> redirectPorts; ///< tried in this order; empty: any that is free
    Seconds renewalLead{60};      ///< before the end of an access token
    Seconds clipboardStay{45};    ///< of a token that was copied
    bool startInTray = false;
    bool closeToTray = false;
    bool lockWithScreen = false; ///< the agent
    bool agent = true;
    bool keepFlows = true;

    friend bool operator==(const Settings&, const Settings&) = default;
};

namespace settings_bounds {
inline constexpr Seconds kLeastLead{10};
inline constexpr Seconds kMostLead{600};
inline constexpr Seconds kLeastStay{10};
inline constexpr Seconds kMostStay{300};
inline constexpr quint16 kLeastPort = 1024;
inline constexpr qsizetype kMostPorts = 10;
inline constexpr qsizetype kBrowserCharacters = 500;
} // namespace settings_bounds

/// "light", "dark", "system"
std::optional<ThemeChoice> themeChoiceFromName(QStringView name);

/// What a person types: a command with its arguments, as a shell would part them. Errors (Configuration):
/// settings.browser (detail: what is wrong with it). Empty is the system's browser.
Result<QString> browserCommandFrom(const QString& text);
/// "49731, 49732". Empty: any. Errors (Configuration): settings.ports (detail: the word that is wrong).
Result<QList<quint16>> redirectPortsFrom(const QString& text);
QString redirectPortsText(const QList<quint16>& ports);

/// Members that are missing have their default; members that nobody knows here are left to a newer program.
/// Errors (Configuration): settings.member (detail: which, and what it must be), settings.version.
Result<Settings> settingsFromJson(const QJsonObject& object);
/// `before`: what was read; of it only what is known here is replaced.
QJsonObject settingsToJson(const Settings& settings, QJsonObject before);

} // namespace tessera
