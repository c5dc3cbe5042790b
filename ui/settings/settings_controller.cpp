#include "ui/settings/settings_controller.h"

#include "core/agent/agent_settings.h"

namespace tessera {

SettingsController::SettingsController(std::shared_ptr<SettingsStore> store, QObject* parent)
    : QObject(parent), m_store(std::move(store))
{
    m_around.browserVariable = qEnvironmentVariable("BROWSER");
    connect(m_store.get(), &SettingsStore::changed, this, &SettingsController::changed);
}

void SettingsController::setStartAtLogin(std::unique_ptr<StartAtLogin> start)
{
    m_start = std::move(start);
}

void SettingsController::setAgentElsewhere(bool elsewhere)
{
    m_around.agentElsewhere = elsewhere;
    Q_EMIT changed();
}

void SettingsController::setTray(bool hasTray)
{
    m_around.hasTray = hasTray;
    Q_EMIT changed();
}

void SettingsController::setLanguages(const QList<Language>& languages)
{
    m_around.languages = languages;
    Q_EMIT changed();
}

void SettingsController::setAdministrator(const QStringList& decisions)
{
    m_around.administrator = decisions;
    Q_EMIT changed();
}

SettingsView SettingsController::view() const
{
    SettingsView view{m_store->settings(), m_around};
    // Asked each time: the desktop's own settings may have changed it.
    if (m_start)
        view.around.startAtLogin = m_start->isOn().value_or(false);
    return view;
}

/// Heard by the agent first: what nobody would tell it is not promised.
bool SettingsController::setLock(bool on)
{
    if (m_store->problem())
        return true; // told by what follows, and kept nowhere
    const auto set = setLocksWithScreen(m_store->configDirectory(), m_desk, on);
    if (!set)
        Q_EMIT failed(set.error());
    return set.has_value();
}

void SettingsController::change(const Settings& settings)
{
    Settings wanted = settings;
    const bool lock = m_store->settings().lockWithScreen;
    if (wanted.lockWithScreen != lock && !setLock(wanted.lockWithScreen))
        wanted.lockWithScreen = lock;
    if (const auto kept = m_store->set(wanted); !kept)
        Q_EMIT failed(kept.error());
    if (wanted != settings)
        Q_EMIT changed(); // the page shows what was wanted
}

void SettingsController::changeStartAtLogin(bool on)
{
    if (!m_start)
        return;
    if (const auto set = m_start->set(on); !set)
        Q_EMIT failed(set.error());
    Q_EMIT changed();
}

void SettingsController::reset()
{
    m_before = view();
    if (m_before->around.startAtLogin.value_or(false))
        changeStartAtLogin(false);
    change(Settings());
    Q_EMIT wasReset();
}

void SettingsController::undoReset()
{
    if (!m_before)
        return;
    const SettingsView before = *std::exchange(m_before, std::nullopt);
    if (before.around.startAtLogin.value_or(false))
        changeStartAtLogin(true);
    change(before.settings);
}

} // namespace tessera
