#include "core/base/clock.h"

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace tessera {

TimePoint SystemClock::now() const
{
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Milliseconds SystemClock::sinceBoot() const
{
#ifdef Q_OS_LINUX
    // CLOCK_MONOTONIC stops while the machine sleeps; a token's life does not.
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    return std::chrono::duration_cast<Milliseconds>(Seconds(boot.tv_sec) +
                                                    std::chrono::nanoseconds(boot.tv_nsec));
#else
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
#endif
}

QDateTime toDateTime(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

TimePoint fromUnixSeconds(qint64 seconds)
{
    return TimePoint(Seconds(seconds));
}

qint64 toUnixSeconds(TimePoint time)
{
    return std::chrono::floor<Seconds>(time).time_since_epoch().count();
}

} // namespace tessera
