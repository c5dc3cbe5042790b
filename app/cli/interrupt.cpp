#include "app/cli/interrupt.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>

namespace tessera::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void onSignal(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

void stopOnInterrupt(const std::stop_source& source)
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    // A handler may only set a flag; a short poll carries it into the event loop on every platform alike.
    auto* poll = new QTimer(qApp);
    QObject::connect(poll, &QTimer::timeout, qApp, [source, poll]() mutable {
        if (!interrupted)
            return;
        poll->stop();
        source.request_stop();
    });
    poll->start(100);
}

EndsAtOnce::EndsAtOnce()
    : m_interrupt(std::signal(SIGINT, SIG_DFL)), m_terminate(std::signal(SIGTERM, SIG_DFL))
{
}

EndsAtOnce::~EndsAtOnce()
{
    std::signal(SIGINT, m_interrupt);
    std::signal(SIGTERM, m_terminate);
}

} // namespace tessera::cli
