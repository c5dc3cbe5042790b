#include "ui/widgets/program_tile.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace tessera {

ProgramTile::ProgramTile(int size, QWidget* parent) : QWidget(parent)
{
    setFixedSize(size, size);
}

void ProgramTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accentTint);
    painter.drawRoundedRect(rect(), 8, 8);
    const int inside = width() * 22 / 40; // of the 40 px tile of the design
    const int margin = (width() - inside) / 2;
    painter.drawPixmap(QPoint(margin, margin),
                       icon(QStringLiteral("terminal"), inside, theme().accentText, devicePixelRatioF()));
}

} // namespace tessera
