// The agent of the window, on and off while the program runs.
#pragma once

#include "app/desktop/agent_host.h"

#include <QObject>

namespace tessera {

class MainWindow;

class AgentSwitch final : public QObject
{
public:
    /// `allowed`: false with --no-agent, whatever the settings say. All must outlive it.
    AgentSwitch(SessionManager& manager, const QString& configuration, MainWindow& window, bool allowed);
    ~AgentSwitch() override;

    /// Where another one runs already, that one goes on; the window works without, and says so.
    void setOn(bool on);
    void end();

private:
    void start();

    SessionManager& m_manager;
    QString m_configuration;
    MainWindow& m_window;
    bool m_allowed;
    bool m_on = false;
    std::unique_ptr<AgentServer> m_agent;
};

} // namespace tessera
