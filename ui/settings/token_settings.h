// Settings, Renewal and Tools: what happens with tokens once they are here.
#pragma once

#include "ui/settings/settings_group.h"

namespace tessera {

class RenewalSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    explicit RenewalSettings(QWidget* parent = nullptr);

private:
    void show(const SettingsView& view) override;

    SettingRow* m_lead;
    SettingRow* m_clipboard;
};

class ToolSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    explicit ToolSettings(QWidget* parent = nullptr);

Q_SIGNALS:
    void programsRequested();

private:
    void show(const SettingsView& view) override;

    SettingRow* m_agent;
    SettingRow* m_lock;
};

} // namespace tessera
