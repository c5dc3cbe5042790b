// A clock tests move by hand. Journeys never sleep; they advance this instead.
#pragma once

#include "core/base/clock.h"

namespace tessera::test {

class ManualClock final : public Clock
{
public:
    /// Starts at a fixed instant (2026-01-02 03:04:05 UTC), so that a failure prints the same times each run.
    explicit ManualClock(TimePoint start = fromUnixSeconds(1767323045)) : m_now(start) {}
    /// Starts at the real present, for tests against servers that have their own clock.
    static TimePoint present() { return SystemClock().now(); }

    TimePoint now() const override { return m_now; }
    Milliseconds sinceBoot() const override { return m_boot; }

    /// Time passes: both clocks move.
    void advance(Milliseconds by);
    /// Somebody sets the wall clock: only it moves.
    void setWallClock(TimePoint now);

private:
    TimePoint m_now;
    Milliseconds m_boot{1'000'000};
};

} // namespace tessera::test
