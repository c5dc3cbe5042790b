// The event loop until something is so, with a limit: what takes longer is the hang that is looked for.
#pragma once

#include "core/base/clock.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>

namespace tessera::lives {

/// False: the limit has passed.
bool pumpUntil(const std::function<bool()>& isSo, Milliseconds limit);

/// Until nothing is under way (`isBusy` says no) and the loop has nothing left to do. False as above.
bool pumpUntilQuiet(const std::function<bool()>& isBusy, Milliseconds limit);

/// The answer of a coroutine that is not waited for; empty while it runs.
template <class T>
using Kept = std::shared_ptr<std::optional<T>>;

template <class T>
QCoro::Task<void> keepInto(QCoro::Task<T> task, Kept<T> kept)
{
    T answer = co_await std::move(task);
    kept->emplace(std::move(answer));
}

template <class T>
Kept<T> keep(QCoro::Task<T> task)
{
    const auto kept = std::make_shared<std::optional<T>>();
    keepInto(std::move(task), kept);
    return kept;
}

} // namespace tessera::lives
