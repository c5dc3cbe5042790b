#include "tests/support/manual_clock.h"

namespace tessera::test {

void ManualClock::advance(Milliseconds by)
{
    m_now += by;
    m_boot += by;
}

void ManualClock::setWallClock(TimePoint now)
{
    m_now = now;
}

} // namespace tessera::test
