// How the agent is, and the button that locks or unlocks it; with a field where it was locked with a
// password.
#pragma once

#include "core/base/secret_string.h"
#include "ui/text/agent_state_text.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace tessera {

class Button;
class Field;
class Sentence;
class StateGlyph;

class AgentBox final : public QWidget
{
    Q_OBJECT
public:
    explicit AgentBox(QWidget* parent = nullptr);

    void setState(const AgentState& state);
    /// Under the field of the password, or beside the button where there is none.
    void showError(const Error& error);
    /// What the keyboard begins with; null: there is nothing to press.
    QWidget* firstControl() const;

Q_SIGNALS:
    void lockRequested();
    void unlockRequested(const tessera::SecretString& password);

private:
    void press();

    AgentState m_state;
    StateGlyph* m_glyph;
    Sentence* m_sentence;
    Field* m_password;
    Button* m_button;
    QHBoxLayout* m_row;
    QVBoxLayout* m_column;
};

} // namespace tessera
