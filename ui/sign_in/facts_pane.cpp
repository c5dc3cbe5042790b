#include "ui/sign_in/facts_pane.h"

#include "core/base/logging.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr qsizetype kLongestScope = 80;
constexpr qsizetype kMostScopes = 12;

QLayout* rowOf(const SignInFact& fact)
{
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget((new Label(fact.title, TextStyle::Body))->wrapped());
    if (!fact.caption.isEmpty())
        words->addWidget((new Label(fact.caption, TextStyle::Caption, &Theme::text2))->wrapped());
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(new StateGlyph(fact.glyph), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return row;
}

} // namespace

FactsPane::FactsPane(QWidget* parent) : Plane(&Theme::list, 0, parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(space::kPage, space::kLarge + 4, space::kPage, space::kPage);
    m_column->addStretch(1);
}

void FactsPane::setFacts(const QList<SignInFact>& facts, const QStringList& scopes)
{
    delete m_content;
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(new Label(tr("Known before it opened"), TextStyle::Heading));
    for (const SignInFact& fact : facts)
        column->addLayout(rowOf(fact));
    if (!scopes.isEmpty()) {
        column->addSpacing(space::kMedium);
        column->addWidget(new Label(tr("Asking for"), TextStyle::Heading));
        QStringList names;
        for (const QString& scope : scopes.mid(0, kMostScopes))
            names << printable(scope, kLongestScope);
        if (scopes.size() > kMostScopes)
            names << QStringLiteral("…");
        auto* list = new Label(names.join(u'\n'), TextStyle::Fixed, &Theme::text2);
        list->setLayoutDirection(Qt::LeftToRight);
        column->addWidget(list->wrapped());
    }
    m_column->insertWidget(0, m_content);
}

} // namespace tessera
