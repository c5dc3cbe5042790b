#include "ui/widgets/logo.h"

#include "ui/theme/icons.h"

#include <QPainter>

namespace tessera {

Logo::Logo(int size, ThemeColour colour, QWidget* parent) : QWidget(parent), m_colour(colour)
{
    setFixedSize(size, size);
}

void Logo::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, logo(width(), theme().*m_colour, devicePixelRatioF()));
}

} // namespace tessera
