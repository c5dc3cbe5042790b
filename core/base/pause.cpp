#include "core/base/pause.h"

#include "core/base/one_shot.h"

namespace tessera {

QCoro::Task<Result<void>> pauseFor(Milliseconds time, std::stop_token stop)
{
    const OneShot<Result<void>> over(stop);
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [over] { over.resolve({}); });
    timer.start(time);
    const Result<void> outcome = co_await over;
    co_return outcome;
}

} // namespace tessera
