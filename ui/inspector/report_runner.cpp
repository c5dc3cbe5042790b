#include "ui/inspector/report_runner.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace tessera {

ReportRunner::ReportRunner(InspectFunction inspect, QObject* parent)
    : QObject(parent), m_inspect(std::move(inspect))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ReportRunner::start);
}

void ReportRunner::later(const QByteArray& text, TimePoint now)
{
    forget();
    m_text = text;
    m_now = now;
    m_pause.start();
}

void ReportRunner::now(const QByteArray& text, TimePoint now)
{
    forget();
    m_text = text;
    m_now = now;
    start();
}

void ReportRunner::forget()
{
    ++m_generation;
    m_pause.stop();
    m_text.clear();
}

void ReportRunner::start()
{
    const int generation = m_generation;
    if (m_text.size() > kAtOnce)
        return startInThread(generation);
    Q_EMIT finished(m_inspect(m_text, m_now));
}

void ReportRunner::startInThread(int generation)
{
    auto* watcher = new QFutureWatcher<TokenReport>(this);
    connect(watcher, &QFutureWatcher<TokenReport>::finished, this, [this, watcher, generation] {
        watcher->deleteLater();
        --m_running;
        Q_EMIT busyChanged();
        if (generation == m_generation)
            Q_EMIT finished(watcher->result());
    });
    ++m_running;
    Q_EMIT busyChanged();
    watcher->setFuture(
        QtConcurrent::run([inspect = m_inspect, text = m_text, now = m_now] { return inspect(text, now); }));
}

} // namespace tessera
