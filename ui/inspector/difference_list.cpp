#include "ui/inspector/difference_list.h"

#include "core/base/logging.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/plane.h"

#include <QGridLayout>

namespace tessera {
namespace {

constexpr qsizetype kMost = 100;
constexpr qsizetype kLongestValue = 200;
constexpr int kRadius = 6;

/// A sign and a word: neither colour nor place alone tells.
QString wordOf(TokenDifference::Kind kind)
{
    switch (kind) {
    case TokenDifference::Kind::Added:
        return DifferenceList::tr("+ Added");
    case TokenDifference::Kind::Removed:
        return DifferenceList::tr("− Removed");
    case TokenDifference::Kind::Changed:
        break;
    }
    return DifferenceList::tr("≠ Changed");
}

ThemeColour colourOf(TokenDifference::Kind kind)
{
    return kind == TokenDifference::Kind::Added     ? &Theme::ok
           : kind == TokenDifference::Kind::Removed ? &Theme::err
                                                    : &Theme::warn;
}

QWidget* valueOf(const QString& text)
{
    auto* label = (new Label(printable(text, kLongestValue), TextStyle::Token))->wrapped();
    showAsValue(*label);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // columns stand below each other
    return label;
}

QWidget* makeRow(const TokenDifference& difference, bool sunken)
{
    auto* row = new Plane(sunken ? &Theme::sunken : &Theme::surface, kRadius);
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(space::kSmall, space::kTiny, space::kSmall, space::kTiny);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, 84);
    grid->setColumnMinimumWidth(1, 110);
    grid->setColumnStretch(2, 1);
    grid->setColumnStretch(3, 1);
    grid->addWidget(new Label(wordOf(difference.kind), TextStyle::Caption, colourOf(difference.kind)), 0, 0,
                    Qt::AlignTop);
    auto* name = new Label(printable(difference.name, 60), TextStyle::Token, &Theme::tokPayload);
    showAsValue(*name);
    setPlainToolTip(name, printable(difference.where, 60));
    grid->addWidget(name, 0, 1, Qt::AlignTop);
    grid->addWidget(valueOf(difference.before), 0, 2, Qt::AlignTop);
    grid->addWidget(valueOf(difference.after), 0, 3, Qt::AlignTop);
    if (!difference.note.isEmpty()) {
        auto* note =
            (new Label(printable(difference.note, 120), TextStyle::Caption, &Theme::text2))->wrapped();
        note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        grid->addWidget(note, 1, 3);
    }
    return row;
}

} // namespace

DifferenceList::DifferenceList(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void DifferenceList::setDifferences(const QList<TokenDifference>& differences)
{
    delete m_rows;
    m_rows = new QWidget;
    m_count = int(differences.size());
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (qsizetype i = 0; i < qMin(differences.size(), kMost); ++i)
        column->addWidget(makeRow(differences[i], i % 2 == 0));
    if (differences.size() > kMost)
        column->addWidget(
            new Label(tr("And %1 more.").arg(differences.size() - kMost), TextStyle::Caption, &Theme::text2));
    layout()->addWidget(m_rows);
}

} // namespace tessera
