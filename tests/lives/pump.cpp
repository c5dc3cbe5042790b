#include "tests/lives/pump.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

namespace tessera::lives {
namespace {

/// The loop is woken this often to look at the limit.
constexpr Milliseconds kHeartbeat{20};
constexpr int kRoundsOfQuiet = 6;

} // namespace

bool pumpUntil(const std::function<bool()>& isSo, Milliseconds limit)
{
    QElapsedTimer passed;
    passed.start();
    QTimer heartbeat;
    heartbeat.start(kHeartbeat);
    while (!isSo()) {
        if (Milliseconds(passed.elapsed()) > limit)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

bool pumpUntilQuiet(const std::function<bool()>& isBusy, Milliseconds limit)
{
    QElapsedTimer passed;
    passed.start();
    for (int rounds = 0; rounds < kRoundsOfQuiet; ++rounds) {
        if (isBusy()) {
            const Milliseconds left = limit - Milliseconds(passed.elapsed());
            if (!pumpUntil([&isBusy] { return !isBusy(); }, left))
                return false;
            rounds = 0;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace tessera::lives
