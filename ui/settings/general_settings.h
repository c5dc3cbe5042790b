// Settings, General: how the window looks, speaks, moves, and when it starts.
#pragma once

#include "ui/settings/settings_group.h"

class QComboBox;

namespace tessera {

class GeneralSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    explicit GeneralSettings(QWidget* parent = nullptr);

    /// Where the page begins for the keyboard.
    QWidget* firstControl() const;

Q_SIGNALS:
    void startAtLoginWanted(bool on);

private:
    void show(const SettingsView& view) override;
    void showLanguages(const SettingsView& view);

    SettingRow* m_theme;
    SettingRow* m_language;
    QComboBox* m_languages;
    SettingRow* m_motion;
    SettingRow* m_startAtLogin;
    SettingRow* m_startInTray;
    SettingRow* m_closeToTray;
};

} // namespace tessera
