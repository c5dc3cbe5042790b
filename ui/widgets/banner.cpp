#include "ui/widgets/banner.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/sentence.h"

#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr int kRadius = 8;
constexpr int kMostBeside = 180; ///< pixels of a button's text

ThemeColour tint(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Ok:
        return &Theme::okTint;
    case Banner::Kind::Warning:
        return &Theme::warnTint;
    case Banner::Kind::Error:
        return &Theme::errTint;
    case Banner::Kind::Note:
        break;
    }
    return &Theme::noteTint;
}

Glyph glyphOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Ok:
        return Glyph::Ok;
    case Banner::Kind::Warning:
        return Glyph::Warning;
    case Banner::Kind::Error:
        return Glyph::Error;
    case Banner::Kind::Note:
        break;
    }
    return Glyph::Note;
}

} // namespace

Banner::Banner(QWidget* parent)
    : Plane(&Theme::noteTint, kRadius, parent), m_glyph(new StateGlyph(Glyph::Note)),
      m_sentence(new Sentence), m_action(new Button(Button::Kind::Link, {}))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    row->setSpacing(space::kMedium);
    m_glyphColumn = new QVBoxLayout;
    m_glyphColumn->addWidget(m_glyph, 0, Qt::AlignTop);
    m_glyphColumn->addStretch();
    row->addLayout(m_glyphColumn);
    m_words = new QBoxLayout(QBoxLayout::LeftToRight);
    m_words->setSpacing(space::kMedium);
    m_words->addWidget(m_sentence, 1);
    m_words->addWidget(m_action);
    row->addLayout(m_words, 1);
    m_sentence->setColours(&Theme::text, &Theme::text2);
    m_action->hide();
    placeGlyph();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionClicked);
}

void Banner::setContent(Kind kind, const QString& headline, const QString& rest)
{
    setColour(tint(kind));
    m_glyph->setGlyph(glyphOf(kind));
    m_sentence->setText(headline, rest);
    setAccessibleName(m_sentence->text());
    placeGlyph();
}

void Banner::resizeEvent(QResizeEvent* event)
{
    Plane::resizeEvent(event);
    placeGlyph();
}

/// Beside the first line, also where the button is higher than the sentence, which stands in its middle then.
void Banner::placeGlyph()
{
    const bool isBeside = !m_action->isHidden() && m_words->direction() == QBoxLayout::LeftToRight;
    const int sentence = m_sentence->heightForWidth(qMax(1, m_sentence->width()));
    const int spare = isBeside ? qMax(0, m_action->sizeHint().height() - sentence) : 0;
    m_glyphColumn->setContentsMargins(0, (m_sentence->lineHeight() - kGlyphSize + spare) / 2, 0, 0);
}

void Banner::setAction(const QString& text)
{
    m_action->setText(text);
    const bool isLong = m_action->fontMetrics().horizontalAdvance(text) > kMostBeside;
    m_words->setDirection(isLong ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_words->setSpacing(isLong ? space::kSmall : space::kMedium);
    m_words->setAlignment(m_action, isLong ? Qt::AlignLeft : Qt::AlignVCenter);
    m_action->setVisible(!text.isEmpty());
    placeGlyph();
}

QString Banner::text() const
{
    return m_sentence->text();
}

} // namespace tessera
