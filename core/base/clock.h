// Time as an argument. Everything that asks "when" gets a Clock; tests hand in one they can move.
#pragma once

#include <chrono>

#include <QDateTime>

namespace tessera {

/// Wall time, UTC, in milliseconds.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

class Clock
{
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    virtual TimePoint now() const = 0;
    /// Since the machine started, time asleep included; never steps back. To notice sleep and clock changes.
    virtual Milliseconds sinceBoot() const = 0;
};

class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
    Milliseconds sinceBoot() const override;
};

QDateTime toDateTime(TimePoint time);
TimePoint fromUnixSeconds(qint64 seconds);
qint64 toUnixSeconds(TimePoint time);

} // namespace tessera
