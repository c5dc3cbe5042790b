#include "tests/lives/crowd.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>

#include <unistd.h>

namespace tessera::lives {
namespace {

constexpr qsizetype kLongestTrace = 400;
/// A life takes a fraction of a second; its own limit of a hang is half of this.
constexpr Milliseconds kSilence = Seconds(60);
constexpr Milliseconds kTellEvery = Seconds(15);
/// More is more of the same.
constexpr int kMostFindings = 20;

// A process says: "life K", "count N WHAT", "found TEXT", "| line of the trace".
const QByteArray kLife = "life ";
const QByteArray kCount = "count ";
const QByteArray kFound = "found ";

class Crowd
{
public:
    Crowd(LifeOptions options, int count, int processes)
        : m_options(options), m_count(count), m_isTerminal(::isatty(STDOUT_FILENO) == 1)
    {
        std::printf("%d lives, seed %llu\n", count, static_cast<unsigned long long>(options.seed));
        std::fflush(stdout);
        for (int first = 0; first < processes; ++first)
            start(first, processes);
    }

    int run()
    {
        m_passed.start();
        pumpUntil([this] { return look(); }, std::chrono::hours(24));
        progress(true);
        for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
            std::printf("  %-45s %d\n", qUtf8Printable(it.key()), it.value());
        std::printf("%d lives in %lld s: %s\n", m_lived, static_cast<long long>(m_passed.elapsed() / 1000),
                    m_found == 0 ? "0 lost, 0 wrong states, 0 hangs"
                                 : qPrintable(QStringLiteral("%1 FOUND").arg(m_found)));
        return m_found == 0 && m_lived == m_count ? 0 : 1;
    }

private:
    struct Worker
    {
        std::unique_ptr<QProcess> process;
        QByteArray rest;
        QByteArray life; ///< the one it is at
        QElapsedTimer silent;
        bool isOver = false;
    };

    void start(int first, int step)
    {
        auto worker = std::make_unique<Worker>();
        worker->process = std::make_unique<QProcess>();
        worker->process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker->process->start(QCoreApplication::applicationFilePath(),
                               {QStringLiteral("--lives"), QString::number(m_count), QStringLiteral("--seed"),
                                QString::number(m_options.seed), QStringLiteral("--faults"),
                                QString::number(m_options.faults), QStringLiteral("--share"),
                                QStringLiteral("%1:%2").arg(first).arg(step)});
        worker->silent.start();
        m_workers.push_back(std::move(worker));
    }

    /// True: all are over.
    bool look()
    {
        bool areOver = true;
        for (const auto& worker : m_workers) {
            hear(*worker);
            areOver = areOver && worker->isOver;
        }
        progress(false);
        return areOver || m_found >= kMostFindings;
    }

    void hear(Worker& worker)
    {
        if (worker.isOver)
            return;
        const bool hasEnded = worker.process->state() == QProcess::NotRunning;
        worker.rest += worker.process->readAllStandardOutput();
        for (qsizetype end = worker.rest.indexOf('\n'); end >= 0; end = worker.rest.indexOf('\n')) {
            take(worker, worker.rest.first(end));
            worker.rest.remove(0, end + 1);
            worker.silent.restart();
        }
        if (hasEnded) {
            worker.isOver = true;
            if (worker.process->exitStatus() == QProcess::CrashExit)
                found("crash", worker.life);
        } else if (Milliseconds(worker.silent.elapsed()) > kSilence) {
            found("hang: it says nothing any more", worker.life);
            worker.process->kill();
            worker.process->waitForFinished();
            worker.isOver = true;
        }
    }

    void take(Worker& worker, const QByteArray& line)
    {
        if (line.startsWith(kLife)) {
            worker.life = line.sliced(kLife.size());
        } else if (line == "over") {
            ++m_lived;
        } else if (line.startsWith(kCount)) {
            const QByteArray rest = line.sliced(kCount.size());
            const qsizetype space = rest.indexOf(' ');
            m_counts[QString::fromUtf8(rest.sliced(space + 1))] += rest.first(space).toInt();
        } else if (line.startsWith(kFound)) {
            found(line.sliced(kFound.size()), worker.life);
        } else {
            std::printf("%s\n", line.constData());
        }
    }

    void found(const QByteArray& text, const QByteArray& life)
    {
        ++m_found;
        std::printf("%s%s\n  again: lives --seed %llu --faults %d --life %s\n",
                    m_isTerminal ? "\r\033[K" : "", text.constData(),
                    static_cast<unsigned long long>(m_options.seed), m_options.faults, life.constData());
        std::fflush(stdout);
    }

    void progress(bool isLast)
    {
        const Milliseconds every = m_isTerminal ? Milliseconds(200) : kTellEvery;
        if (isLast && m_isTerminal)
            std::printf("\r\033[K");
        if (isLast || (m_told.isValid() && Milliseconds(m_told.elapsed()) < every))
            return;
        m_told.start();
        const double seconds = std::max(0.001, static_cast<double>(m_passed.elapsed()) / 1000);
        std::printf("%s%d of %d lives, %.0f a second, %d found%s", m_isTerminal ? "\r\033[K" : "", m_lived,
                    m_count, m_lived / seconds, m_found, m_isTerminal ? "" : "\n");
        std::fflush(stdout);
    }

    LifeOptions m_options;
    int m_count;
    bool m_isTerminal;
    std::vector<std::unique_ptr<Worker>> m_workers;
    QMap<QString, int> m_counts;
    QElapsedTimer m_passed;
    QElapsedTimer m_told;
    int m_lived = 0;
    int m_found = 0;
};

} // namespace

int liveShare(const LifeOptions& options, int count, const QString& share)
{
    const int first = share.section(u':', 0, 0).toInt();
    const int step = std::max(1, share.section(u':', 1, 1).toInt());
    QMap<QString, int> counts;
    bool isGood = true;
    for (int number = first; number < count; number += step) {
        std::printf("life %d\n", number);
        std::fflush(stdout);
        const LifeReport report = live(options, number);
        for (const Finding& finding : report.findings)
            std::printf("found %s: %s\n", qUtf8Printable(findingName(finding.kind)),
                        qUtf8Printable(finding.text));
        if (!report.findings.isEmpty())
            for (const QString& line : report.trace.last(std::min(kLongestTrace, report.trace.size())))
                std::printf("  | %s\n", qUtf8Printable(line));
        std::printf("over\n");
        isGood = isGood && report.findings.isEmpty();
        for (auto it = report.counts.cbegin(); it != report.counts.cend(); ++it)
            counts[it.key()] += it.value();
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        std::printf("count %d %s\n", it.value(), qUtf8Printable(it.key()));
    return isGood ? 0 : 1;
}

int liveAll(const LifeOptions& options, int count, int processes)
{
    return Crowd(options, count, std::min(processes, count)).run();
}

} // namespace tessera::lives
