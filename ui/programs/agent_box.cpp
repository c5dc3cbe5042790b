#include "ui/programs/agent_box.h"

#include "ui/text/error_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/state_glyph.h"

#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr int kFieldWidth = 340;

} // namespace

AgentBox::AgentBox(QWidget* parent)
    : QWidget(parent), m_glyph(new StateGlyph(Glyph::Rest)), m_sentence(new Sentence),
      m_password(new Field(tr("Pass&word"))), m_button(new Button(Button::Kind::Normal, {}))
{
    m_sentence->setColours(&Theme::text, &Theme::text);
    m_password->setSecret();
    m_password->setFixedWidth(kFieldWidth);
    auto* glyphPlace = new QVBoxLayout;
    glyphPlace->setContentsMargins(0, (m_sentence->lineHeight() - kGlyphSize) / 2, 0, 0);
    glyphPlace->addWidget(m_glyph);
    glyphPlace->addStretch(1);
    auto* words = new QWidget; // as high as the sentence, so that the glyph stays beside its first line
    auto* wordsRow = new QHBoxLayout(words);
    wordsRow->setContentsMargins(0, 0, 0, 0);
    wordsRow->setSpacing(space::kSmall);
    wordsRow->addLayout(glyphPlace);
    wordsRow->addWidget(m_sentence, 1);
    m_row = new QHBoxLayout;
    m_row->setSpacing(space::kLarge);
    m_row->addWidget(words, 1, Qt::AlignVCenter);
    auto* passwordRow = new QHBoxLayout; // what is written under the field is as wide as the field
    passwordRow->addWidget(m_password);
    passwordRow->addStretch(1);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kMedium);
    m_column->addLayout(m_row);
    m_column->addLayout(passwordRow);
    connect(m_button, &QPushButton::clicked, this, &AgentBox::press);
    connect(m_password, &Field::returnPressed, this, &AgentBox::press);
    connect(m_password, &Field::textChanged, this, [this] { m_password->setError({}); });
    setState({});
}

void AgentBox::setState(const AgentState& state)
{
    m_state = state;
    const AgentStateText text = agentStateText(state);
    const bool locked = state.kind == AgentState::Kind::Locked;
    m_glyph->setGlyph(text.glyph);
    m_sentence->setText(text.headline, text.rest);
    // Beside the sentence; with a password, below what is typed first.
    m_row->removeWidget(m_button);
    m_column->removeWidget(m_button);
    if (state.hasPassword)
        m_column->addWidget(m_button, 0, Qt::AlignLeft);
    else
        m_row->addWidget(m_button);
    m_button->setText(locked ? tr("&Unlock") : tr("&Lock"));
    m_button->setIconName(QStringLiteral("lock"));
    m_button->setKind(locked ? Button::Kind::Primary : Button::Kind::Normal);
    m_button->setVisible(locked || state.kind == AgentState::Kind::On);
    m_password->setVisible(state.hasPassword);
    if (!state.hasPassword)
        m_password->edit()->clear();
}

void AgentBox::showError(const Error& error)
{
    m_password->setError(errorText(error).sentence());
    m_password->edit()->selectAll();
    m_password->edit()->setFocus(Qt::OtherFocusReason);
}

QWidget* AgentBox::firstControl() const
{
    if (m_state.hasPassword)
        return m_password->edit();
    return m_button->isHidden() ? nullptr : m_button;
}

void AgentBox::press()
{
    if (m_state.kind != AgentState::Kind::Locked) {
        Q_EMIT lockRequested();
        return;
    }
    const SecretString password = SecretString::fromString(m_password->text());
    Q_EMIT unlockRequested(password);
}

} // namespace tessera
