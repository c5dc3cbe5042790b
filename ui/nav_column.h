// The navigation on the left: logo, the screens that exist, and at the foot how keychain and agent are.
#pragma once

#include "core/keychain/secret_store.h"
#include "ui/text/agent_state_text.h"
#include "ui/widgets/plane.h"

namespace tessera {

class NavButton;

class NavColumn final : public Plane
{
    Q_OBJECT
public:
    explicit NavColumn(QWidget* parent = nullptr);

    enum class Screen { Accounts, Inspector, Flow, Programs, Settings };

    void setNarrow(bool narrow);
    void setCurrent(Screen screen);
    /// How many accounts wait for a person; 0: none.
    void setWaiting(int accounts);
    void setKeychain(SecretStoreState state);
    void setAgent(const AgentState& state);

Q_SIGNALS:
    void accountsRequested();
    void inspectorRequested();
    void flowRequested();
    void programsRequested();
    void settingsRequested();

private:
    QWidget* m_word;
    NavButton* m_accounts;
    NavButton* m_inspector;
    NavButton* m_flow;
    NavButton* m_programs;
    NavButton* m_settings;
    class Foot;
    Foot* m_keychain;
    Foot* m_agent;
};

} // namespace tessera
