#include "ui/nav_column.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/logo.h"
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

/// The padlock beside the words about the keychain.
class NavColumn::FootIcon final : public QWidget
{
public:
    FootIcon() { setFixedSize(kFootIcon, kFootIcon); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0, icon(QStringLiteral("lock"), kFootIcon, theme().text3, devicePixelRatioF()));
    }
};

NavColumn::NavColumn(QWidget* parent)
    : Plane(&Theme::nav, 0, parent), m_word(new Label(tr("Tessera"), TextStyle::Heading)),
      m_accounts(new NavButton(tr("&Accounts"), QStringLiteral("accounts"))),
      m_inspector(new NavButton(tr("&Inspector"), QStringLiteral("inspector"))), m_footIcon(new FootIcon),
      m_foot(new Label({}, TextStyle::Caption, &Theme::text3))
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::kSmall, space::kSmall, 0, 0);
    head->setSpacing(10);
    head->addWidget(new Logo(kLogo, &Theme::bar));
    head->addWidget(m_word, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(space::kMedium, 0, 0, space::kSmall);
    foot->setSpacing(space::kSmall + 1);
    foot->addWidget(m_footIcon);
    foot->addWidget(m_foot->wrapped(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kTiny);
    column->addLayout(head);
    column->addSpacing(space::kMedium + 4);
    column->addWidget(m_accounts);
    column->addWidget(m_inspector);
    column->addStretch(1);
    column->addLayout(foot);
    m_accounts->setChecked(true);
    m_footIcon->hide();
    connect(m_accounts, &QAbstractButton::clicked, this, &NavColumn::accountsRequested);
    connect(m_inspector, &QAbstractButton::clicked, this, &NavColumn::inspectorRequested);
    setNarrow(false);
}

void NavColumn::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? kNarrowWidth : kWidth);
    layout()->setContentsMargins(narrow ? space::kSmall : space::kMedium, space::kMedium,
                                 narrow ? space::kSmall : space::kMedium, space::kMedium);
    m_word->setVisible(!narrow);
    m_accounts->setNarrow(narrow);
    m_inspector->setNarrow(narrow);
    m_foot->setVisible(!narrow);
}

void NavColumn::setCurrent(Screen screen)
{
    m_accounts->setChecked(screen == Screen::Accounts);
    m_inspector->setChecked(screen == Screen::Inspector);
}

void NavColumn::setWaiting(int accounts)
{
    if (accounts == 0)
        m_accounts->setWarning({});
    else
        m_accounts->setWarning(accounts == 1 ? tr("1 account needs you.")
                                             : tr("%1 accounts need you.").arg(accounts));
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
    m_foot->setText(words);
    m_footIcon->show();
    m_footIcon->setAccessibleName(words);
    setPlainToolTip(m_footIcon, words);
}

} // namespace tessera
