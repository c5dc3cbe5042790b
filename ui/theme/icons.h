// Line icons from resources/icons, drawn at the device pixels they are shown at, in one colour (design 3).
#pragma once

#include <QColor>
#include <QPixmap>

namespace tessera {

/// `name` is the file name without ".svg"; `size` in device-independent pixels. Kept per colour and ratio.
/// One that points along the line ("back", "goes out") is turned round where one reads from right to left.
QPixmap icon(const QString& name, int size, const QColor& colour, qreal ratio,
             Qt::LayoutDirection direction = Qt::LeftToRight);

/// The logo: a T of five tiles, filling a square of `size`.
QPixmap logo(int size, const QColor& colour, qreal ratio);

} // namespace tessera
