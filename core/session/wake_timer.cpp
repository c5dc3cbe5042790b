#include "core/session/wake_timer.h"

#include <algorithm>

#ifdef Q_OS_LINUX
#include "core/base/logging.h"

#include <QSocketNotifier>

#include <cerrno>
#include <sys/timerfd.h>
#include <unistd.h>
#else
#include <QTimer>
#endif

namespace tessera {

#ifdef Q_OS_LINUX

namespace {

/// A timerfd that is closed with its owner and read without waiting.
class TimerFd
{
public:
    TimerFd(clockid_t clock, QObject* parent)
        : m_fd(timerfd_create(clock, TFD_NONBLOCK | TFD_CLOEXEC)),
          m_notifier(m_fd < 0 ? nullptr : new QSocketNotifier(m_fd, QSocketNotifier::Read, parent))
    {
        if (m_fd < 0)
            qCWarning(lcSession) << "no timerfd:" << errno;
    }
    TimerFd(const TimerFd&) = delete;
    TimerFd& operator=(const TimerFd&) = delete;
    ~TimerFd()
    {
        delete m_notifier;
        if (m_fd >= 0)
            ::close(m_fd);
    }

    QSocketNotifier* notifier() const { return m_notifier; }

    void set(int flags, const timespec& at) const
    {
        itimerspec spec{};
        spec.it_value = at;
        if (m_fd >= 0)
            timerfd_settime(m_fd, flags, &spec, nullptr);
    }

    void drain() const
    {
        quint64 expirations = 0;
        [[maybe_unused]] const auto count = ::read(m_fd, &expirations, sizeof expirations);
    }

private:
    int m_fd;
    QSocketNotifier* m_notifier;
};

timespec toTimespec(Milliseconds time)
{
    const auto seconds = std::chrono::floor<Seconds>(time);
    timespec at{};
    at.tv_sec = static_cast<time_t>(seconds.count());
    at.tv_nsec = static_cast<long>((time - seconds).count()) * 1'000'000L;
    return at;
}

} // namespace

/// One timer that counts while the machine sleeps and rings right after it wakes, and one that never rings
/// but is cancelled when somebody sets the clock (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
class WakeTimer::Alarm
{
public:
    explicit Alarm(WakeTimer* timer) : m_boot(CLOCK_BOOTTIME, timer), m_wall(CLOCK_REALTIME, timer)
    {
        if (m_boot.notifier())
            QObject::connect(m_boot.notifier(), &QSocketNotifier::activated, timer, [this, timer] {
                m_boot.drain();
                timer->m_due.reset();
                Q_EMIT timer->woke();
            });
        if (m_wall.notifier())
            QObject::connect(m_wall.notifier(), &QSocketNotifier::activated, timer, [this, timer] {
                m_wall.drain();
                watchWallClock();
                Q_EMIT timer->woke();
            });
        watchWallClock();
    }

    void setIn(std::optional<Milliseconds> delay)
    {
        // Zero would switch it off.
        const Milliseconds least(1);
        m_boot.set(0, delay ? toTimespec(std::max(*delay, least)) : timespec{});
    }

private:
    void watchWallClock() const
    {
        const timespec never = toTimespec(SystemClock().now().time_since_epoch() + std::chrono::years(50));
        m_wall.set(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, never);
    }

    TimerFd m_boot;
    TimerFd m_wall;
};

#else

class WakeTimer::Alarm
{
public:
    explicit Alarm(WakeTimer* timer)
    {
        m_timer.setTimerType(Qt::CoarseTimer);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, timer, [this, timer] {
            timer->m_due.reset();
            m_timer.start(kLook);
            Q_EMIT timer->woke();
        });
        m_timer.start(kLook);
    }

    void setIn(std::optional<Milliseconds> delay)
    {
        m_timer.start(delay ? std::clamp(*delay, Milliseconds(0), kLook) : kLook);
    }

private:
    static constexpr Milliseconds kLook = Seconds(30);
    QTimer m_timer;
};

#endif

WakeTimer::WakeTimer(std::shared_ptr<const Clock> clock, QObject* parent)
    : QObject(parent), m_clock(std::move(clock)), m_alarm(std::make_unique<Alarm>(this))
{
}

WakeTimer::~WakeTimer() = default;

void WakeTimer::setDue(std::optional<Milliseconds> sinceBoot)
{
    if (sinceBoot == m_due)
        return;
    m_due = sinceBoot;
    m_alarm->setIn(sinceBoot ? std::optional<Milliseconds>(*sinceBoot - m_clock->sinceBoot()) : std::nullopt);
}

} // namespace tessera
