#include "app/desktop/agent_switch.h"

#include "core/base/logging.h"
#include "ui/main_window.h"

namespace tessera {

AgentSwitch::AgentSwitch(SessionManager& manager, const QString& configuration, MainWindow& window,
                         bool allowed)
    : m_manager(manager), m_configuration(configuration), m_window(window), m_allowed(allowed)
{
}

AgentSwitch::~AgentSwitch() = default;

void AgentSwitch::setOn(bool on)
{
    if (!m_allowed || on == m_on)
        return;
    m_on = on;
    if (on)
        start();
    else
        end();
}

void AgentSwitch::start()
{
    auto agent = hostAgent(m_manager, m_configuration);
    if (!agent) {
        qCWarning(lcAgent) << agent.error();
        m_window.setAgentMissing(agent.error());
        return;
    }
    m_agent = *std::move(agent);
    m_window.setAgent(m_agent->desk());
    // Told to end by "tessera agent stop" the window stays, and only gives no more tokens.
    connect(m_agent.get(), &AgentServer::stopped, this, &AgentSwitch::end, Qt::QueuedConnection);
}

void AgentSwitch::end()
{
    m_window.setAgent(nullptr);
    m_agent.reset();
}

} // namespace tessera
