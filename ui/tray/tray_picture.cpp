#include "ui/tray/tray_picture.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/state_glyph.h"

#include <QPainter>

namespace tessera {
namespace {

/// What mends itself or is as it should be needs no sign.
bool hasSign(Glyph worst)
{
    return worst != Glyph::Ok && worst != Glyph::Rest && worst != Glyph::Renewing && worst != Glyph::Waiting;
}

} // namespace

QPixmap trayPixmap(Glyph worst, int pixels)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // Signed out, the tile is grey.
    painter.setBrush(worst == Glyph::Rest ? lightTheme().edge : lightTheme().accent);
    painter.drawRoundedRect(pixmap.rect(), pixels * 0.2, pixels * 0.2);
    // The sign has a corner of its own, the logo makes room for it.
    const bool isSmaller = hasSign(worst);
    const int tile = isSmaller ? pixels / 2 : pixels * 5 / 8;
    const int left = isSmaller ? pixels / 8 : (pixels - tile) / 2;
    painter.drawPixmap(left, left, logo(tile, lightTheme().onAccent, 1));
    if (!isSmaller)
        return pixmap;
    const int ground = pixels * 5 / 8;
    const int sign = ground * 3 / 4;
    const int inset = (ground - sign) / 2;
    painter.setBrush(theme().surface);
    painter.drawEllipse(pixels - ground, pixels - ground, ground, ground);
    painter.drawPixmap(pixels - ground + inset, pixels - ground + inset, glyphPixmap(worst, sign, 1));
    return pixmap;
}

QIcon trayPicture(Glyph worst)
{
    QIcon picture;
    for (const int pixels : {16, 22, 24, 32, 44, 48, 64})
        picture.addPixmap(trayPixmap(worst, pixels));
    return picture;
}

} // namespace tessera
