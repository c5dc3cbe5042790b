#include "app/desktop/ending.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace tessera {
namespace {

/// For what settle() itself awaits: its own limit is looked at between two tries.
constexpr Milliseconds kForTheLastTry = Seconds(1);

#ifdef Q_OS_UNIX
int signalPipe[2] = {-1, -1};

extern "C" void onEndSignal(int signal)
{
    // A handler may do little: a byte for the event loop to find.
    const char byte = 0;
    const ssize_t written = ::write(signalPipe[1], &byte, 1);
    (void)written;
    std::signal(signal, SIG_DFL);
}
#endif

} // namespace

void settleBeforeEnd(SessionManager& manager, Milliseconds limit)
{
    QEventLoop loop;
    bool isSettled = false;
    QTimer::singleShot(limit, &loop, [&loop] { loop.quit(); });
    QCoro::connect(manager.settle(std::max(limit - kForTheLastTry, Milliseconds(0))), &loop,
                   [&](const Result<void>& settled) {
                       isSettled = true;
                       if (!settled)
                           qCWarning(lcSession) << "not settled at the end:" << settled.error();
                       loop.quit();
                   });
    if (!isSettled)
        loop.exec();
    if (!isSettled)
        qCWarning(lcSession) << "ended without waiting longer for keychain or server";
}

void endOnSignals()
{
#ifdef Q_OS_UNIX
    if (::pipe(signalPipe) != 0)
        return;
    for (const int end : signalPipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto* notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, qApp);
    QObject::connect(notifier, &QSocketNotifier::activated, qApp, [notifier] {
        notifier->setEnabled(false);
        QCoreApplication::exit(0); // no dialog may say no
    });
    std::signal(SIGTERM, onEndSignal);
    std::signal(SIGHUP, onEndSignal);
#endif
}

} // namespace tessera
