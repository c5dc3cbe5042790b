#include "ui/nav_column.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/logo.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/nav_button.h"

#include <QPainter>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kWidth = 184;
constexpr int kNarrowWidth = 56;
constexpr int kLogo = 22;
constexpr int kFootIcon = 14;

} // namespace

/// An icon and a few words about something that is always so; narrow, the words are in the tooltip.
class NavColumn::Foot final : public QWidget
{
public:
    explicit Foot(const QString& iconName)
        : m_icon(iconName), m_words(new Label({}, TextStyle::Caption, &Theme::text3))
    {
        auto* row = new SidedBox(QBoxLayout::LeftToRight, {kFootIcon + space::kSmall + 1, 0, 0, 0});
        row->addWidget(m_words->wrapped());
        setLayout(row);
        setMinimumSize(kFootIcon, kFootIcon);
        hide();
    }

    void setWords(const QString& words)
    {
        m_words->setText(words);
        setAccessibleName(words);
        setPlainToolTip(this, words);
        show();
    }
    void setNarrow(bool narrow) { m_words->setVisible(!narrow); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int top = (qMin(height(), m_words->fontMetrics().height()) - kFootIcon) / 2;
        const QRect sign(0, qMax(0, top), kFootIcon, kFootIcon);
        painter.drawPixmap(mirrored(*this, sign).topLeft(),
                           icon(m_icon, kFootIcon, theme().text3, devicePixelRatioF()));
    }

private:
    QString m_icon;
    Label* m_words;
};

NavColumn::NavColumn(QWidget* parent)
    : Plane(&Theme::nav, 0, parent), m_word(new Label(tr("Tessera"), TextStyle::Heading)),
      m_accounts(new NavButton(tr("&Accounts"), QStringLiteral("accounts"))),
      m_inspector(new NavButton(tr("&Inspector"), QStringLiteral("inspector"))),
      m_flow(new NavButton(tr("&Flow"), QStringLiteral("flow"))),
      m_programs(new NavButton(tr("Pro&grams"), QStringLiteral("terminal"))),
      m_settings(new NavButton(tr("&Settings"), QStringLiteral("settings"))),
      m_keychain(new Foot(QStringLiteral("lock"))), m_agent(new Foot(QStringLiteral("terminal")))
{
    auto* head = new SidedBox(QBoxLayout::LeftToRight, {space::kSmall, space::kSmall, 0, 0});
    head->setSpacing(10);
    head->addWidget(new Logo(kLogo, &Theme::bar));
    head->addWidget(m_word, 1);
    auto* foot = new SidedBox(QBoxLayout::TopToBottom, {space::kMedium, 0, 0, space::kSmall});
    foot->setSpacing(space::kSmall);
    foot->addWidget(m_keychain);
    foot->addWidget(m_agent);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addLayout(head);
    column->addSpacing(space::kMedium + 4);
    column->addWidget(m_accounts);
    column->addWidget(m_inspector);
    column->addWidget(m_flow);
    column->addWidget(m_programs);
    column->addWidget(m_settings);
    column->addStretch(1);
    column->addLayout(foot);
    m_accounts->setChecked(true);
    connect(m_accounts, &QAbstractButton::clicked, this, &NavColumn::accountsRequested);
    connect(m_inspector, &QAbstractButton::clicked, this, &NavColumn::inspectorRequested);
    connect(m_flow, &QAbstractButton::clicked, this, &NavColumn::flowRequested);
    connect(m_programs, &QAbstractButton::clicked, this, &NavColumn::programsRequested);
    connect(m_settings, &QAbstractButton::clicked, this, &NavColumn::settingsRequested);
    setNarrow(false);
}

void NavColumn::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? kNarrowWidth : kWidth);
    layout()->setContentsMargins(narrow ? space::kSmall : space::kMedium, space::kMedium,
                                 narrow ? space::kSmall : space::kMedium, space::kMedium);
    m_word->setVisible(!narrow);
    m_accounts->setNarrow(narrow);
    m_inspector->setNarrow(narrow);
    m_flow->setNarrow(narrow);
    m_programs->setNarrow(narrow);
    m_settings->setNarrow(narrow);
    m_keychain->setNarrow(narrow);
    m_agent->setNarrow(narrow);
}

void NavColumn::setCurrent(Screen screen)
{
    m_accounts->setChecked(screen == Screen::Accounts);
    m_inspector->setChecked(screen == Screen::Inspector);
    m_flow->setChecked(screen == Screen::Flow);
    m_programs->setChecked(screen == Screen::Programs);
    m_settings->setChecked(screen == Screen::Settings);
}

void NavColumn::setWaiting(int accounts)
{
    if (accounts == 0)
        m_accounts->setWarning({});
    else
        m_accounts->setWarning(accounts == 1 ? tr("1 account needs you.")
                                             : tr("%n accounts need you.", nullptr, int(accounts)));
}

void NavColumn::setKeychain(SecretStoreState state)
{
    QString words;
    switch (state) {
    case SecretStoreState::Available:
        words = tr("Keychain unlocked");
        break;
    case SecretStoreState::Locked:
        words = tr("Keychain locked");
        break;
    case SecretStoreState::Absent:
        words = tr("No keychain");
        break;
    case SecretStoreState::Denied:
        words = tr("Keychain refused");
        break;
    case SecretStoreState::Slow:
        words = tr("Keychain slow");
        break;
    case SecretStoreState::Gone:
        words = tr("Keychain gone");
        break;
    }
    m_keychain->setWords(words);
}

void NavColumn::setAgent(const AgentState& state)
{
    m_agent->setWords(agentStateText(state).word);
}

} // namespace tessera
