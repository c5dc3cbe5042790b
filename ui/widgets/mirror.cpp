#include "ui/widgets/mirror.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace tessera {

QRect mirrored(const QWidget& widget, const QRect& place)
{
    return QStyle::visualRect(widget.layoutDirection(), widget.rect(), place);
}

QRectF mirrored(const QWidget& widget, const QRectF& place)
{
    if (!widget.isRightToLeft())
        return place;
    return QRectF(widget.width() - place.right(), place.top(), place.width(), place.height());
}

int mirrored(const QWidget& widget, int x)
{
    return widget.isRightToLeft() ? widget.width() - x : x;
}

void drawValue(QPainter& painter, const QWidget& widget, const QRect& room, const QString& text)
{
    const Qt::LayoutDirection around = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const Qt::Alignment side = widget.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(room, int(side | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    painter.setLayoutDirection(around);
}

void showAsValue(QLabel& label)
{
    // The label's own direction is its text's from here on; where lines begin is the program's.
    const Qt::Alignment side = QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    const Qt::Alignment vertical = label.alignment() & Qt::AlignVertical_Mask;
    label.setLayoutDirection(label.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    label.setAlignment(side | Qt::AlignAbsolute | vertical);
}

SidedBox::SidedBox(Direction direction, const QMargins& margins) : QBoxLayout(direction), m_margins(margins)
{
    setContentsMargins(margins);
}

void SidedBox::setGeometry(const QRect& rect)
{
    const QWidget* parent = parentWidget();
    const bool isMirrored = parent && parent->isRightToLeft();
    setContentsMargins(
        isMirrored ? QMargins(m_margins.right(), m_margins.top(), m_margins.left(), m_margins.bottom())
                   : m_margins); // changes nothing, and asks for no new layout, where they are so
    QBoxLayout::setGeometry(rect);
}

} // namespace tessera
