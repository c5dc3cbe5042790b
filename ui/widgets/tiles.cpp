#include "ui/widgets/tiles.h"

#include <QColor>
#include <QPainter>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kMany = 60;
constexpr int kFew = 30;
constexpr int kNarrowest = 6;
constexpr double kRadius = 2;

} // namespace

TileRow TileRow::of(int count, int available)
{
    return {count, std::max(1, (available + kGap) / count - kGap)};
}

TileRow TileRow::lifetime(int available)
{
    const TileRow many = of(kMany, available);
    return many.width >= kNarrowest ? many : of(kFew, available);
}

int spentTiles(TimePoint from, TimePoint to, TimePoint now, int count)
{
    if (now >= to || to <= from)
        return count;
    if (now <= from)
        return 0;
    return int((now - from).count() * count / (to - from).count());
}

int softFrom(const Lifetime& lifetime, int count)
{
    if (!lifetime.renewsAt || *lifetime.renewsAt >= lifetime.endsAt)
        return count;
    return spentTiles(lifetime.issuedAt, lifetime.endsAt, *lifetime.renewsAt, count);
}

void paintTile(QPainter& painter, const QRect& tile, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(tile, kRadius, kRadius);
}

} // namespace tessera
