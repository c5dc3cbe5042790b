#include "ui/inspector/check_list.h"

#include "ui/accounts/section.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QGridLayout>

namespace tessera {
namespace {

QString wordOf(Glyph glyph)
{
    return glyph == Glyph::Ok ? CheckList::tr("Passed")
                              : (glyph == Glyph::Error ? CheckList::tr("Failed") : CheckList::tr("Not done"));
}

} // namespace

CheckList::CheckList(QWidget* parent) : QWidget(parent), m_section(new Section(tr("Checks")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
    hide();
}

void CheckList::setChecks(const QList<CheckRow>& rows)
{
    m_section->clear();
    setVisible(!rows.isEmpty());
    if (rows.isEmpty())
        return;
    m_section->setCaption(checkSummary(rows));
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kSmall + 2);
    grid->setVerticalSpacing(space::kSmall + 2);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(1, 72);
    for (const CheckRow& row : rows)
        addRow(*grid, row);
    m_section->content()->addWidget(box);
}

void CheckList::addRow(QGridLayout& grid, const CheckRow& row) const
{
    const int line = grid.rowCount();
    const bool bad = row.glyph == Glyph::Error;
    auto* glyph = new StateGlyph(row.glyph);
    auto* name = new Label(row.name);
    auto* detail = new Label(row.detail, bad ? TextStyle::CaptionStrong : TextStyle::Caption,
                             bad ? &Theme::err : &Theme::text2);
    glyph->setAccessibleName(wordOf(row.glyph));
    name->setAccessibleName(QStringLiteral("%1, %2. %3").arg(row.name, wordOf(row.glyph), row.detail));
    setPlainToolTip(name, wordOf(row.glyph));
    const int air = qMax(0, (name->fontMetrics().height() - kGlyphSize) / 2);
    glyph->setContentsMargins(0, air, 0, 0);
    grid.addWidget(glyph, line, 0, Qt::AlignTop);
    grid.addWidget(name, line, 1, Qt::AlignTop);
    grid.addWidget(detail->wrapped(), line, 2);
}

} // namespace tessera
