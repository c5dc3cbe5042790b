// Where everything on the time axis of a token stands: the bar from "valid from" to "runs out", the posts,
// the mark of now, and the labels, merged where they would touch. Pure arithmetic (design section 6).
#pragma once

#include "ui/inspector/time_text.h"

#include <functional>

namespace tessera {

struct AxisLabel
{
    QString text;
    int left = 0;
    int width = 0;
    int right() const { return left + width; }
};

/// Something lies outside of what the axis shows: it is drawn at the end with an arrow.
enum class AxisBeyond { No, Before, After };

struct AxisPost
{
    int x = 0;
    AxisBeyond beyond = AxisBeyond::No; ///< in time, not in place
};

struct AxisLayout
{
    QList<AxisPost> posts;
    QList<AxisLabel> labels; ///< below the track, left to right, none touching another
    int barLeft = 0;
    int barRight = 0; ///< barLeft: no bar
    AxisPost now;
    AxisLabel nowLabel; ///< above the track
    /// "46 minutes left", where there is room for it; empty text: there is none.
    AxisLabel life;
};

/// `measure` tells how wide a text is.
AxisLayout layOutAxis(const TokenTimes& times, TimePoint now, int width,
                      const std::function<int(const QString&)>& measure);

/// For who reads from right to left: time runs that way, too.
AxisLayout mirrored(AxisLayout axis, int width);

} // namespace tessera
