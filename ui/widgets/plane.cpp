#include "ui/widgets/plane.h"

#include <QPainter>

namespace tessera {

Plane::Plane(ThemeColour colour, int radius, QWidget* parent)
    : QWidget(parent), m_colour(colour), m_radius(radius)
{
}

void Plane::setColour(ThemeColour colour)
{
    m_colour = colour;
    update();
}

void Plane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_radius == 0) {
        painter.fillRect(rect(), theme().*m_colour);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().*m_colour);
    painter.drawRoundedRect(rect(), m_radius, m_radius);
}

} // namespace tessera
