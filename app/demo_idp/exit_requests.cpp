#include "app/demo_idp/exit_requests.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#else
#include <cstdio>
#include <thread>
#endif

namespace tessera::demo {

#ifdef Q_OS_UNIX
namespace {

int wakeUp[2] = {-1, -1};

// All a signal handler may do safely: write a byte to a pipe.
void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(wakeUp[1], &byte, 1);
}

void quitWhenReadable(int descriptor, bool onlyAtEnd)
{
    auto* notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, qApp);
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [notifier, descriptor, onlyAtEnd] {
        char buffer[256];
        if (const ssize_t got = read(descriptor, buffer, sizeof buffer); onlyAtEnd && got > 0)
            return;
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
}

} // namespace

void quitOnSignals()
{
    if (pipe(wakeUp) != 0)
        return; // the default action, ending at once, stays
    fcntl(wakeUp[0], F_SETFD, FD_CLOEXEC);
    fcntl(wakeUp[1], F_SETFD, FD_CLOEXEC);
    quitWhenReadable(wakeUp[0], false);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
}

void quitWhenStdinCloses()
{
    quitWhenReadable(STDIN_FILENO, true);
}
#else
void quitOnSignals() {}

void quitWhenStdinCloses()
{
    // No notifier for pipes on Windows; the thread ends with the process.
    std::thread([] {
        while (std::fgetc(stdin) != EOF) {
        }
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    }).detach();
}
#endif

} // namespace tessera::demo
