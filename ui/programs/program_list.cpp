#include "ui/programs/program_list.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/program_tile.h"

#include <QGridLayout>

namespace tessera {
namespace {

constexpr int kFirst = 20;
constexpr int kTile = 36;
enum Column { Tile, Program, Access, Until, Action };

/// Lines of a cell, close together at its top.
QVBoxLayout* cell(const QList<QWidget*>& lines)
{
    auto* layout = new QVBoxLayout;
    layout->setSpacing(2);
    for (QWidget* line : lines)
        layout->addWidget(line);
    layout->addStretch(1);
    return layout;
}

Label* caption(const QString& text, ThemeColour colour = &Theme::text2)
{
    return new Label(text, TextStyle::Caption, colour);
}

/// One line, whole in the tooltip.
Label* cut(Label* label)
{
    label->setElided(true);
    setPlainToolTip(label, label->text());
    return label;
}

QVBoxLayout* programCell(const ProgramRow& row)
{
    Label* path = caption(row.path);
    showAsValue(*path);
    QList<QWidget*> lines{cut(new Label(row.name, TextStyle::BodyStrong)), cut(path)};
    if (!row.hint.isEmpty())
        lines.append(caption(row.hint, row.isStale ? &Theme::warn : &Theme::text2)->wrapped());
    return cell(lines);
}

QVBoxLayout* accessCell(const ProgramRow& row)
{
    QList<QWidget*> lines{cut(new Label(row.account))};
    if (!row.host.isEmpty())
        lines.append(cut(caption(row.host)));
    lines.append(caption(row.token)->wrapped());
    return cell(lines);
}

QVBoxLayout* untilCell(const ProgramRow& row)
{
    auto* until = new Label(row.until);
    auto* used = caption(row.lastUse)->wrapped();
    setPlainToolTip(until, row.ending);
    setPlainToolTip(used, row.lastUseExact);
    return cell({until, used});
}

} // namespace

ProgramList::ProgramList(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void ProgramList::setRows(const QList<ProgramRow>& rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    rebuild();
}

void ProgramList::rebuild()
{
    // Whoever stands on a button still stands on it when something else of the list changed.
    const QStringList ids = m_content && m_content->focusWidget() && m_content->focusWidget()->hasFocus()
                                ? m_content->focusWidget()->property("ids").toStringList()
                                : QStringList();
    if (m_content) {
        m_content->hide();
        m_content->deleteLater(); // perhaps one of its buttons is being clicked
    }
    m_content = new QWidget;
    auto* grid = new QGridLayout(m_content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(space::kLarge);
    grid->setColumnStretch(Program, 5);
    grid->setColumnStretch(Access, 5);
    grid->setColumnStretch(Until, 3);
    const qsizetype shown = m_all ? m_rows.size() : qMin<qsizetype>(m_rows.size(), kFirst);
    for (qsizetype i = 0; i < shown; ++i)
        addRow(grid, m_rows[i]);
    if (shown < m_rows.size()) {
        auto* more = new Button(Button::Kind::Link, tr("Show all %1").arg(m_rows.size()));
        connect(more, &QPushButton::clicked, this, [this] {
            m_all = true;
            rebuild();
        });
        grid->addWidget(more, grid->rowCount(), Tile, 1, Action + 1, Qt::AlignLeft);
    }
    layout()->addWidget(m_content);
    m_content->show(); // the layout would do so later, and nobody can stand on what is not seen
    if (ids.isEmpty())
        return;
    for (Button* button : m_content->findChildren<Button*>())
        if (button->property("ids").toStringList() == ids)
            button->setFocus(Qt::OtherFocusReason);
}

void ProgramList::addRow(QGridLayout* grid, const ProgramRow& row)
{
    const int line = grid->rowCount();
    auto* takeBack = new Button(Button::Kind::Normal, tr("Take back"));
    takeBack->setAccessibleName(
        tr("Take back from %1: %2, %3").arg(row.name, row.account, row.token.left(100)));
    setPlainToolTip(takeBack, tr("%1 is asked about again").arg(row.name));
    takeBack->setProperty("ids", row.ids);
    connect(takeBack, &QPushButton::clicked, this, [this, ids = row.ids] { Q_EMIT takeBackRequested(ids); });
    grid->addWidget(new ProgramTile(kTile), line, Tile, Qt::AlignTop);
    grid->addLayout(programCell(row), line, Program);
    grid->addLayout(accessCell(row), line, Access);
    grid->addLayout(untilCell(row), line, Until);
    grid->addWidget(takeBack, line, Action, Qt::AlignTop | Qt::AlignRight);
}

} // namespace tessera
