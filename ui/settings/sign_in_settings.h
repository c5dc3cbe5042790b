// Settings, Sign-in: which browser, which ports it may come back to, what is kept of it.
#pragma once

#include "ui/settings/settings_group.h"

namespace tessera {

class Label;

class SignInSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    explicit SignInSettings(QWidget* parent = nullptr);

private:
    void show(const SettingsView& view) override;

    SettingRow* m_browser;
    SettingRow* m_ports;
    SettingRow* m_keepFlows;
    Label* m_administrator;
};

} // namespace tessera
