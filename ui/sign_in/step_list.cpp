#include "ui/sign_in/step_list.h"

#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QGridLayout>

namespace tessera {

StepList::StepList(QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kMedium);
    grid->setColumnStretch(1, 1);
}

void StepList::setSteps(const QStringList& steps)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    for (const Row& row : std::as_const(m_rows)) {
        delete row.glyph;
        delete row.text;
    }
    m_rows.clear();
    for (const QString& step : steps) {
        const Row row{new StateGlyph(Glyph::Rest), new Label(step)};
        const int line = int(m_rows.size());
        grid->addWidget(row.glyph, line, 0);
        grid->addWidget(row.text, line, 1);
        m_rows.append(row);
    }
    setCurrent(0, false);
}

void StepList::setCurrent(int step, bool waiting)
{
    m_current = step;
    for (int row = 0; row < m_rows.size(); ++row)
        show(row, waiting, false);
}

void StepList::setFailed()
{
    if (m_current < m_rows.size())
        show(m_current, false, true);
}

void StepList::show(int row, bool waiting, bool failed)
{
    const bool done = row < m_current;
    const bool now = row == m_current;
    Glyph glyph = done ? Glyph::Ok : Glyph::Rest;
    if (now)
        glyph = failed ? Glyph::Error : (waiting ? Glyph::Waiting : Glyph::Renewing);
    const QString word = done     ? tr("Done")
                         : failed ? tr("Failed")
                         : now    ? (waiting ? tr("Waiting") : tr("Under way"))
                                  : tr("Not started");
    m_rows[row].glyph->setGlyph(glyph);
    m_rows[row].text->setFont(fontFor(now ? TextStyle::BodyStrong : TextStyle::Body));
    m_rows[row].text->setColour(now || done ? &Theme::text : &Theme::text2);
    m_rows[row].text->setAccessibleName(QStringLiteral("%1: %2").arg(m_rows[row].text->text(), word));
    setPlainToolTip(m_rows[row].glyph, word);
}

} // namespace tessera
