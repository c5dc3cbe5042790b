// The picture in the tray: the logo on its tile, and the sign of the worst account where not all is well.
#pragma once

#include "ui/text/glyph.h"

#include <QIcon>

namespace tessera {

/// The same on a dark panel and a light one: the tile brings its own ground.
QIcon trayPicture(Glyph worst);
/// The shape of the sign is all that small sizes have room for: with a ring of its own around it.
QPixmap trayPixmap(Glyph worst, int pixels);

} // namespace tessera
