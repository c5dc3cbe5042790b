#include "ui/widgets/label.h"

#include "ui/theme/quiet_style.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace tessera {
namespace {

constexpr qsizetype kLongWord = 30; // a shorter one fits where wrapped text stands
constexpr int kUsualWidth = 420;

bool hasLongWord(const QString& text)
{
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c.isSpace() ? 0 : length + 1;
        if (length > kLongWord)
            return true;
    }
    return false;
}

/// As QLabel does, and within a word where it must. Gives the height.
double layOut(QTextLayout& layout, int width, Qt::Alignment alignment = Qt::AlignLeft,
              Qt::LayoutDirection direction = Qt::LeftToRight)
{
    QTextOption option(alignment & Qt::AlignHorizontal_Mask);
    option.setTextDirection(direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height();
    }
    layout.endLayout();
    return y;
}

} // namespace

Label::Label(const QString& text, TextStyle style, ThemeColour colour, QWidget* parent)
    : QLabel(parent), m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(style));
    setText(text);
    applyColour();
}

void Label::setColour(ThemeColour colour)
{
    m_colour = colour;
    applyColour();
}

Label* Label::wrapped()
{
    setWordWrap(true);
    return this;
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

/// QLabel breaks lines between words alone: one long word would make a whole page as wide as itself.
bool Label::breaksWords() const
{
    return wordWrap() && hasLongWord(text());
}

int Label::heightForWidth(int width) const
{
    if (!breaksWords())
        return QLabel::heightForWidth(width);
    QTextLayout layout(text(), font());
    return qCeil(layOut(layout, qMax(1, width)));
}

QSize Label::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    if (!breaksWords())
        return hint;
    const int width = qMin(hint.width(), kUsualWidth);
    return QSize(width, heightForWidth(width));
}

QSize Label::minimumSizeHint() const
{
    if (breaksWords())
        return QSize(fontMetrics().averageCharWidth() * 12, fontMetrics().height());
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 6, hint.height()) : hint;
}

bool Label::event(QEvent* event)
{
    const bool done = QLabel::event(event);
    // One that has not been shown yet hears nothing of another palette; and the style sheet gives it the old
    // one back.
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::Show)
        applyColour();
    return done;
}

void Label::paintEvent(QPaintEvent* event)
{
    // QLabel goes by the first letter of the text: a host's name in front would turn an Arabic sentence
    // around.
    const bool isMirrored = isRightToLeft() && !(textInteractionFlags() & Qt::TextSelectableByMouse);
    if (!m_elided && !breaksWords() && !isMirrored)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection()); // it would take the program's
    painter.setPen(palette().color(QPalette::WindowText));
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), alignment());
    if (m_elided)
        painter.drawText(rect(), int(side) | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
    else if (breaksWords())
        drawBroken(painter, side);
    else
        painter.drawText(contentsRect(),
                         int(side) | (wordWrap() ? Qt::TextWordWrap : 0) | (buddy() ? mnemonicFlag(this) : 0),
                         text());
}

void Label::drawBroken(QPainter& painter, Qt::Alignment side) const
{
    QTextLayout layout(text(), font());
    const double room = height() - layOut(layout, qMax(1, width()), side, layoutDirection());
    layout.draw(&painter, QPointF(0, alignment() & Qt::AlignTop ? 0 : qMax(0.0, room / 2)));
}

void Label::applyColour()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme().*m_colour);
    setPalette(colours);
}

QString plainToolTip(const QString& text)
{
    // Escaped and marked as rich: Qt guesses from the text otherwise, and a name could steer the guess.
    if (text.isEmpty())
        return {};
    const QString lines = text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    return QStringLiteral("<qt>%1</qt>").arg(lines);
}

void setPlainToolTip(QWidget* widget, const QString& text)
{
    widget->setToolTip(plainToolTip(text));
}

} // namespace tessera
