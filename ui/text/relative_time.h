// Times for people: "in 41 minutes", "15:00", and the exact one for the tooltip.
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace tessera {

/// "in 41 minutes", "in 2 hours", "in 3 days"; "in less than a minute".
QString inTime(Milliseconds left);
/// "41 minutes ago", "2 hours ago", "3 days ago"; "less than a minute ago".
QString agoTime(Milliseconds since);
/// "12 more minutes", "1 more minute", "less than a minute".
QString moreTime(Milliseconds left);
/// "41 minutes", "1 minute", "2 hours", "3 days"; "less than a minute".
QString spanText(Milliseconds span);
/// "15:00", local, in the way of the person's country.
QString clockTime(TimePoint time);
/// "14:05" today, "Yesterday 18:02", "23 Nov 18:02" before that.
QString dayAndTime(TimePoint time, TimePoint now);
/// "Monday, 23 November 2026, 15:00:04"
QString exactTime(TimePoint time);

} // namespace tessera
