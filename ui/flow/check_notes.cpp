#include "ui/flow/check_notes.h"

#include "ui/flow/field_list.h"
#include "ui/text/flow_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/state_glyph.h"

#include <QVBoxLayout>

namespace tessera {
namespace {

Glyph glyphOf(FlowVerdict verdict)
{
    switch (verdict) {
    case FlowVerdict::Passed:
        return Glyph::Ok;
    case FlowVerdict::Failed:
        return Glyph::Error;
    case FlowVerdict::NotChecked:
        break;
    }
    return Glyph::NotDone;
}

QString wordOf(FlowVerdict verdict)
{
    switch (verdict) {
    case FlowVerdict::Passed:
        return CheckNotes::tr("Passed: %1");
    case FlowVerdict::Failed:
        return CheckNotes::tr("Failed: %1");
    case FlowVerdict::NotChecked:
        break;
    }
    return CheckNotes::tr("Not checked: %1");
}

} // namespace

CheckNotes::CheckNotes(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kSmall);
}

void CheckNotes::setChecks(const QList<FlowStep>& checks)
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_isEmpty = checks.isEmpty();
    for (const FlowStep& check : checks)
        add(check);
}

void CheckNotes::add(const FlowStep& check)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    auto* glyph = new StateGlyph(glyphOf(check.verdict));
    auto* words = new Label(flowCheckText(check), TextStyle::Body,
                            check.verdict == FlowVerdict::NotChecked ? &Theme::text2 : &Theme::text);
    words->setAccessibleName(wordOf(check.verdict).arg(words->text()));
    row->addWidget(glyph, 0, Qt::AlignTop);
    row->addWidget(words->wrapped(), 1);
    column->addLayout(row);
    if (!check.compared.isEmpty()) {
        auto* sides = new FieldList;
        if (check.verdict == FlowVerdict::Failed)
            sides->setCompared(check.compared);
        else
            sides->setFields(check.compared);
        auto* indented = new SidedBox(QBoxLayout::TopToBottom, {kGlyphSize + space::kSmall, 0, 0, 0});
        indented->addWidget(sides);
        column->addLayout(indented);
    }
    m_column->addWidget(box);
}

} // namespace tessera
