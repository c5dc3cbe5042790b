// What a person changes on the page of settings: kept, in force at once, told to the parts that go by it.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/settings/settings_store.h"
#include "core/settings/start_at_login.h"
#include "ui/settings/settings_view.h"

namespace tessera {

class SettingsController final : public QObject
{
    Q_OBJECT
public:
    explicit SettingsController(std::shared_ptr<SettingsStore> store, QObject* parent = nullptr);

    /// Null: this system has no such thing.
    void setStartAtLogin(std::unique_ptr<StartAtLogin> start);
    void setDesk(AgentDeskPtr desk) { m_desk = std::move(desk); }
    void setAgentElsewhere(bool elsewhere);
    void setTray(bool hasTray);
    void setLanguages(const QList<Language>& languages);
    void setAdministrator(const QStringList& decisions);

    const Settings& settings() const { return m_store->settings(); }
    /// As it is now, the system's part included.
    SettingsView view() const;
    /// Why settings.json is not read.
    const std::optional<Error>& problem() const { return m_store->problem(); }

    void change(const Settings& settings);
    void changeStartAtLogin(bool on);
    /// All of it as at first; undoReset() takes that back.
    void reset();
    void undoReset();

Q_SIGNALS:
    /// Settings or what bears on them.
    void changed();
    void failed(const tessera::Error& error);
    void wasReset();

private:
    bool setLock(bool on);

    std::shared_ptr<SettingsStore> m_store;
    std::unique_ptr<StartAtLogin> m_start;
    AgentDeskPtr m_desk;
    SettingsSurroundings m_around;
    std::optional<SettingsView> m_before; ///< the reset
};

} // namespace tessera
