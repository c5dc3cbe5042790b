#include "ui/widgets/state_glyph.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

namespace tessera {
namespace {

// All shapes are drawn on a grid of 16 and scaled.
constexpr double kLine = 1.6;

QColor colourOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Ok:
        return theme().ok;
    case Glyph::Rest:
    case Glyph::Offline:
    case Glyph::NotDone:
        return theme().text3;
    case Glyph::Renewing:
    case Glyph::Waiting:
        return theme().accentText;
    case Glyph::Warning:
    case Glyph::Locked:
        return theme().warn;
    case Glyph::Error:
        return theme().err;
    case Glyph::Note:
        break;
    }
    return theme().note;
}

QPen pen(const QColor& colour, double width = kLine)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void stroke(QPainter& p, const QColor& colour, const QPolygonF& line, double width = kLine)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(pen(colour, width));
    p.drawPolyline(line);
}

void fill(QPainter& p, const QColor& colour, const QPainterPath& path)
{
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPath(path);
}

void ring(QPainter& p, const QColor& colour)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(pen(colour));
    p.drawEllipse(QPointF(8, 8), 6.2, 6.2);
}

/// The upright stroke and dot of "!" and "i", in whichever colour lies on top.
void mark(QPainter& p, const QColor& colour, double top, double bottom, double dot)
{
    stroke(p, colour, {QPointF(8, top), QPointF(8, bottom)});
    QPainterPath point;
    point.addEllipse(QPointF(8, dot), 1, 1);
    fill(p, colour, point);
}

void paintOk(QPainter& p, const QColor& colour, const QColor& onTop)
{
    QPainterPath disc;
    disc.addEllipse(QPointF(8, 8), 7, 7);
    fill(p, colour, disc);
    stroke(p, onTop, {QPointF(4.9, 8.2), QPointF(7.1, 10.4), QPointF(11.2, 5.8)}, 1.7);
}

void paintWarning(QPainter& p, const QColor& colour, const QColor& onTop)
{
    const QPolygonF corners{QPointF(8, 2), QPointF(14.6, 13.6), QPointF(1.4, 13.6)};
    p.setPen(pen(colour, 1.8)); // rounds the corners
    p.setBrush(colour);
    p.drawPolygon(corners);
    mark(p, onTop, 6, 9.2, 11.8);
}

void paintLocked(QPainter& p, const QColor& colour, const QColor& onTop)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(pen(colour, 1.7));
    QPainterPath shackle(QPointF(5, 7));
    shackle.lineTo(5, 5);
    shackle.arcTo(QRectF(5, 2, 6, 6), 180, -180);
    shackle.lineTo(11, 7);
    p.drawPath(shackle);
    QPainterPath body;
    body.addRoundedRect(QRectF(2.6, 6.8, 10.8, 8), 2, 2);
    fill(p, colour, body);
    stroke(p, onTop, {QPointF(8, 9.8), QPointF(8, 11.8)}, 1.7);
}

void paintError(QPainter& p, const QColor& colour, const QColor& onTop)
{
    p.setPen(pen(colour, 1.4));
    p.setBrush(colour);
    p.drawPolygon(QPolygonF{QPointF(8, 1.2), QPointF(14.8, 8), QPointF(8, 14.8), QPointF(1.2, 8)});
    stroke(p, onTop, {QPointF(6, 6), QPointF(10, 10)}, 1.7);
    stroke(p, onTop, {QPointF(10, 6), QPointF(6, 10)}, 1.7);
}

void paintRenewing(QPainter& p, const QColor& colour)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(pen(colour));
    p.drawArc(QRectF(2.4, 2.4, 11.2, 11.2), 50 * 16, 290 * 16);
    stroke(p, colour, {QPointF(13.4, 1.8), QPointF(13, 5.2), QPointF(9.7, 4.8)});
}

void paintWaiting(QPainter& p, const QColor& colour)
{
    p.setBrush(Qt::NoBrush);
    QPen dotted(colour, 1.8, Qt::CustomDashLine, Qt::FlatCap);
    dotted.setDashPattern({1.6, 1.2});
    p.setPen(dotted);
    p.drawEllipse(QPointF(8, 8), 6.3, 6.3);
    QPainterPath centre;
    centre.addEllipse(QPointF(8, 8), 2, 2);
    fill(p, colour, centre);
}

void paint(QPainter& p, Glyph glyph)
{
    const QColor colour = colourOf(glyph);
    const QColor onTop = theme().surface;
    switch (glyph) {
    case Glyph::Ok:
        return paintOk(p, colour, onTop);
    case Glyph::Rest:
        return ring(p, colour);
    case Glyph::Offline:
        ring(p, colour);
        return stroke(p, colour, {QPointF(3.7, 12.3), QPointF(12.3, 3.7)});
    case Glyph::NotDone:
        ring(p, colour);
        return stroke(p, colour, {QPointF(5.2, 8), QPointF(10.8, 8)});
    case Glyph::Renewing:
        return paintRenewing(p, colour);
    case Glyph::Waiting:
        return paintWaiting(p, colour);
    case Glyph::Warning:
        return paintWarning(p, colour, onTop);
    case Glyph::Locked:
        return paintLocked(p, colour, onTop);
    case Glyph::Error:
        return paintError(p, colour, onTop);
    case Glyph::Note:
        ring(p, colour);
        return mark(p, colour, 7.4, 11, 4.9);
    }
}

} // namespace

QPixmap glyphPixmap(Glyph glyph, int size, qreal ratio)
{
    const QString key = QStringLiteral("tessera-glyph/%1/%2/%3/%4")
                            .arg(int(glyph))
                            .arg(size)
                            .arg(ratio)
                            .arg(int(theme().dark));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 16.0, size / 16.0);
    paint(painter, glyph);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

StateGlyph::StateGlyph(Glyph glyph, int size, QWidget* parent) : QWidget(parent), m_glyph(glyph), m_size(size)
{
    setFixedSize(size, size);
}

void StateGlyph::setGlyph(Glyph glyph)
{
    if (m_glyph == glyph)
        return;
    m_glyph = glyph;
    update();
}

void StateGlyph::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, glyphPixmap(m_glyph, m_size, devicePixelRatioF()));
}

} // namespace tessera
