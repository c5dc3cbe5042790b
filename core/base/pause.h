// Waiting as a coroutine: one of the four leaves (architecture 5). What waits takes a Pause as an argument,
// so that a test moves its clock instead.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace tessera {

/// Ends after that time, or in Cancelled as soon as stop is requested.
using Pause = std::function<QCoro::Task<Result<void>>(Milliseconds, std::stop_token)>;

/// The real one: a timer.
QCoro::Task<Result<void>> pauseFor(Milliseconds time, std::stop_token stop);

} // namespace tessera
