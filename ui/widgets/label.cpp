#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>

namespace tessera {

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

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 6, hint.height()) : hint;
}

void Label::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyColour();
    QLabel::changeEvent(event);
}

void Label::paintEvent(QPaintEvent* event)
{
    if (!m_elided)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
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
