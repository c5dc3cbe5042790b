// How a row of tiles is cut: how many, how wide, where they stand (design section 6). Pure arithmetic, shared
// by the lifetime bar and the countdown.
#pragma once

#include "core/base/clock.h"

#include <optional>

class QColor;
class QPainter;
class QRect;

namespace tessera {

struct TileRow
{
    int count = 60;
    int width = 0; ///< of one tile; the gap is 2
    static constexpr int kGap = 2;

    /// 60 tiles, or 30 where they would be narrower than 6 px.
    static TileRow lifetime(int available);
    static TileRow of(int count, int available);

    int left(int tile) const { return tile * (width + kGap); }
    int totalWidth() const { return count * (width + kGap) - kGap; }
};

/// A span of time and what stands on it.
struct Lifetime
{
    TimePoint issuedAt;
    TimePoint endsAt;
    std::optional<TimePoint> renewsAt;
    bool offline = false;
};

/// Whole tiles that are spent at `now`: 0 … count. The last one goes exactly at the end.
int spentTiles(TimePoint from, TimePoint to, TimePoint now, int count);

/// First tile after the renewal mark; `count` if there is none.
int softFrom(const Lifetime& lifetime, int count);

void paintTile(QPainter& painter, const QRect& tile, const QColor& colour);

} // namespace tessera
