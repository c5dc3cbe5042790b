#include "ui/accounts/check_section.h"

#include "core/base/logging.h"
#include "ui/accounts/section.h"
#include "ui/text/check_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <algorithm>

namespace tessera {
namespace {

Glyph glyphOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return Glyph::Ok;
    case CheckOutcome::Failed:
        return Glyph::Error;
    case CheckOutcome::NotChecked:
        break;
    }
    return Glyph::NotDone;
}

QString fingerprint(const IdTokenCheck& check)
{
    return check.name + checkOutcomeName(check.outcome) + check.detail;
}

} // namespace

CheckSection::CheckSection(QWidget* parent) : QWidget(parent), m_section(new Section(tr("ID token")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
    m_section->content()->setSpacing(space::kTiny + 2);
    m_section->setFoldable(tr("Show the checks"), tr("Hide the checks"));
    hide();
}

void CheckSection::setChecks(const QList<IdTokenCheck>& checks)
{
    QStringList shown;
    for (const IdTokenCheck& check : checks)
        shown << fingerprint(check);
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_section->clear();
    for (const IdTokenCheck& check : checks)
        m_section->content()->addWidget(makeRow(check));
    m_section->setCaption(checksSummary(checks));
    const bool failed = std::any_of(checks.begin(), checks.end(), [](const IdTokenCheck& check) {
        return check.outcome == CheckOutcome::Failed;
    });
    m_section->setFolded(!failed);
    setVisible(!checks.isEmpty());
}

QWidget* CheckSection::makeRow(const IdTokenCheck& check) const
{
    const QString outcome = check.outcome == CheckOutcome::Passed   ? tr("Passed")
                            : check.outcome == CheckOutcome::Failed ? tr("Failed")
                                                                    : tr("Does not apply");
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kSmall);
    line->addWidget(new StateGlyph(glyphOf(check.outcome)));
    auto* words = new Label(checkText(check), TextStyle::Body,
                            check.outcome == CheckOutcome::NotChecked ? &Theme::text3 : &Theme::text);
    words->setElided(true);
    line->addWidget(words);
    line->addStretch(1);
    line->addWidget(new Label(outcome, TextStyle::Caption, &Theme::text2));
    auto* rule = new Label(printable(check.rule, 60), TextStyle::Caption, &Theme::text3);
    rule->setElided(true);
    rule->setMinimumWidth(150);
    line->addWidget(rule);
    const QString detail = printable(check.detail);
    setPlainToolTip(row, detail);
    row->setAccessibleName(QStringLiteral("%1 %2. %3").arg(words->text(), outcome, detail));
    return row;
}

} // namespace tessera
