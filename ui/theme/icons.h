// Line icons from resources/icons, drawn at the device pixels they are shown at, in one colour (design 3).
#pragma once

#include <QColor>
#include <QPixmap>

namespace tessera {

/// `name` is the file name without ".svg"; `size` in device-independent pixels. Kept per colour and ratio.
QPixmap icon(const QString& name, int size, const QColor& colour, qreal ratio);

/// The logo: a T of five tiles, filling a square of `size`.
QPixmap logo(int size, const QColor& colour, qreal ratio);

} // namespace tessera
