#include "ui/theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <iterator>

namespace tessera {
namespace {

constexpr double kGrid = 24;
constexpr double kLine = 1.75;
/// At small sizes the line keeps about this many pixels.
constexpr double kLeastLinePixels = 1.6;
constexpr int kSmallSize = 18;

QByteArray source(const QString& name, int size)
{
    QFile file(QStringLiteral(":/tessera/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    if (size <= kSmallSize) {
        const double line = qMax(kLine, kLeastLinePixels * kGrid / size);
        svg.replace("stroke-width=\"1.75\"", "stroke-width=\"" + QByteArray::number(line, 'f', 2) + '"');
    }
    return svg;
}

QPixmap transparentSquare(int size, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

/// Not the prompt of "terminal", whose text is code, nor the circles: clocks turn one way.
bool pointsAlongTheLine(const QString& name)
{
    static constexpr QLatin1String kNames[] = {QLatin1String("arrow-left"), QLatin1String("chevron-right"),
                                               QLatin1String("open"), QLatin1String("sign-out")};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

QPixmap render(const QString& name, int size, const QColor& colour, qreal ratio, bool mirrored)
{
    QPixmap pixmap = transparentSquare(size, ratio);
    QSvgRenderer renderer(source(name, size));
    QPainter painter(&pixmap);
    if (mirrored)
        painter.setTransform(QTransform(-1, 0, 0, 1, size, 0));
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRectF(0, 0, size, size), colour);
    return pixmap;
}

} // namespace

QPixmap icon(const QString& name, int size, const QColor& colour, qreal ratio, Qt::LayoutDirection direction)
{
    const bool mirrored = direction == Qt::RightToLeft && pointsAlongTheLine(name);
    const QString key = QStringLiteral("tessera/%1/%2/%3/%4/%5")
                            .arg(name, QString::number(size), colour.name(QColor::HexArgb),
                                 QString::number(ratio), QString::number(int(mirrored)));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, size, colour, ratio, mirrored);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QPixmap logo(int size, const QColor& colour, qreal ratio)
{
    QPixmap pixmap = transparentSquare(size, ratio);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    // Three tiles across, two below the middle one, a fifteenth of the size between them.
    const double gap = size / 14.0;
    const double tile = (size - 2 * gap) / 3;
    const double radius = tile / 5;
    for (const QPoint& cell : {QPoint(0, 0), QPoint(1, 0), QPoint(2, 0), QPoint(1, 1), QPoint(1, 2)}) {
        const QRectF rect(cell.x() * (tile + gap), cell.y() * (tile + gap), tile, tile);
        painter.drawRoundedRect(rect, radius, radius);
    }
    return pixmap;
}

} // namespace tessera
