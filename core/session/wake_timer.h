// Wakes the program when the next thing is due, and not before: no polling. Where the system can do it
// (Linux: timerfd) the time asleep counts, and a clock that somebody set is noticed at once; elsewhere a
// coarse look every half minute does both.
#pragma once

#include "core/base/clock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tessera {

class WakeTimer final : public QObject
{
    Q_OBJECT
public:
    explicit WakeTimer(std::shared_ptr<const Clock> clock, QObject* parent = nullptr);
    ~WakeTimer() override;

    /// By Clock::sinceBoot; unset: nothing is due. A time that has passed wakes at once.
    void setDue(std::optional<Milliseconds> sinceBoot);

Q_SIGNALS:
    /// Something is due, or the wall clock was set: look.
    void woke();

private:
    class Alarm;
    std::shared_ptr<const Clock> m_clock;
    std::optional<Milliseconds> m_due;
    std::unique_ptr<Alarm> m_alarm;
};

} // namespace tessera
