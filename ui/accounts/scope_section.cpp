#include "ui/accounts/scope_section.h"

#include "core/base/logging.h"
#include "core/oauth/token_set.h"
#include "ui/accounts/section.h"
#include "ui/text/host_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace tessera {
namespace {

constexpr qsizetype kLongestScope = 80;
constexpr qsizetype kMostChips = 60;

QStringList shown(const QStringList& scopes)
{
    QStringList words;
    for (const QString& scope : scopes.first(qMin(scopes.size(), kMostChips)))
        words << printable(scope, kLongestScope);
    return words;
}

} // namespace

ScopeSection::ScopeSection(QWidget* parent) : QWidget(parent), m_section(new Section(tr("Scopes")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
}

void ScopeSection::setAccount(const Account& account)
{
    if (account.scopeRequested == m_requested && account.scopeGranted == m_granted)
        return;
    m_requested = account.scopeRequested;
    m_granted = account.scopeGranted;
    rebuild(providerText(account));
}

void ScopeSection::rebuild(const QString& provider)
{
    m_section->clear();
    m_section->setCaption(tr("%1 asked for, %2 granted").arg(m_requested.size()).arg(m_granted.size()));
    const QStringList missing = shown(scopesNotIn(m_granted, m_requested));
    const QStringList unasked = shown(scopesNotIn(m_requested, m_granted));
    auto* chips = new QWidget;
    auto* flow = new FlowLayout(space::kSmall, chips);
    for (const QString& scope : shown(m_granted))
        flow->addWidget(new Chip(Chip::Kind::Granted, scope));
    for (const QString& scope : missing)
        flow->addWidget(new Chip(Chip::Kind::Refused, scope));
    m_section->content()->addWidget(chips);
    const QString comma = QStringLiteral(", ");
    if (!missing.isEmpty())
        explain(tr("%1 did not grant %2. Tools that need it will be refused until you ask again.")
                    .arg(provider, missing.join(comma)));
    if (!unasked.isEmpty()) // A103
        explain(tr("%1 also granted %2, which was not asked for. The access token can do more than it "
                   "needs to.")
                    .arg(provider, unasked.join(comma)));
}

void ScopeSection::explain(const QString& sentence)
{
    auto* label = new Label(sentence, TextStyle::Caption, &Theme::text2);
    m_section->content()->addWidget(label->wrapped());
}

} // namespace tessera
