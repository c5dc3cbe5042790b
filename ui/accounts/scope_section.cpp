#include "ui/accounts/scope_section.h"

#include "core/base/logging.h"
#include "ui/accounts/section.h"
#include "ui/text/host_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace tessera {
namespace {

constexpr qsizetype kLongestScope = 80;
constexpr qsizetype kMostChips = 60;

QStringList refused(const QStringList& requested, const QStringList& granted)
{
    QStringList missing;
    for (const QString& scope : requested)
        if (!granted.contains(scope))
            missing << printable(scope, kLongestScope);
    return missing;
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
    auto* chips = new QWidget;
    auto* flow = new FlowLayout(space::kSmall, chips);
    for (const QString& scope : m_granted.first(qMin(m_granted.size(), kMostChips)))
        flow->addWidget(new Chip(Chip::Kind::Granted, printable(scope, kLongestScope)));
    const QStringList missing = refused(m_requested, m_granted);
    for (const QString& scope : missing.first(qMin(missing.size(), kMostChips)))
        flow->addWidget(new Chip(Chip::Kind::Refused, scope));
    m_section->content()->addWidget(chips);
    if (missing.isEmpty())
        return;
    auto* sentence =
        new Label(tr("%1 did not grant %2. Tools that need it will be refused until you ask again.")
                      .arg(provider, missing.join(QStringLiteral(", "))),
                  TextStyle::Caption, &Theme::text2);
    m_section->content()->addWidget(sentence->wrapped());
}

} // namespace tessera
