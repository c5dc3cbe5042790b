// A pause that moves the clock instead of waiting, and remembers how long it was to be.
#pragma once

#include "core/base/pause.h"
#include "tests/support/manual_clock.h"

#include <QList>

#include <memory>

namespace tessera::test {

struct Pauses
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    QList<Milliseconds> lengths;
    /// Called before the clock moves.
    std::function<void(qsizetype count)> before;
};

inline QCoro::Task<Result<void>> moveClock(std::shared_ptr<Pauses> pauses, Milliseconds time,
                                           std::stop_token stop)
{
    pauses->lengths += time;
    if (pauses->before)
        pauses->before(pauses->lengths.size());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled, u"cancelled");
    pauses->clock->advance(time);
    co_return Result<void>();
}

inline Pause clockPause(const std::shared_ptr<Pauses>& pauses)
{
    return [pauses](Milliseconds time, std::stop_token stop) {
        return moveClock(pauses, time, std::move(stop));
    };
}

} // namespace tessera::test
