#include "app/cli/commands/inspect_lines.h"

#include "app/cli/commands/inspect_report.h"
#include "app/cli/commands/line_reader.h"
#include "core/base/logging.h"
#include "core/base/one_shot.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLocale>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrentMap>

#include <cstdio>

namespace tessera::cli {
namespace {

constexpr qint64 kTurn = 50;      // milliseconds between looks at Ctrl+C
constexpr qint64 kBarEvery = 200; // milliseconds
constexpr qsizetype kBarWidth = 24;
constexpr qsizetype kMostLines = 256;
constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr int kMostThreads = 8;
constexpr uint kStackBytes = 1024 * 1024;

QString number(double value)
{
    return QLocale::c().toString(value, 'f', 0);
}

void write(FILE* stream, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}

/// Only on a terminal, on stderr, and gone when the work is done.
class ProgressBar
{
public:
    explicit ProgressBar(bool isWanted) : m_isShown(isWanted && Terminal::isErrorATerminal())
    {
        m_running.start();
    }
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const LineReader& reader, qint64 lines)
    {
        if (!m_isShown || m_running.elapsed() - m_last < kBarEvery)
            return;
        m_last = m_running.elapsed();
        QString text =
            QStringLiteral("%1 lines, %2 a second").arg(number(double(lines)), number(speed(lines)));
        if (reader.size() > 0) {
            const double part = qMin(1.0, double(reader.bytesRead()) / double(reader.size()));
            const auto full = qsizetype(part * double(kBarWidth));
            text = QStringLiteral("[%1%2] %3 %  ")
                       .arg(QString(full, QLatin1Char('#')), QString(kBarWidth - full, QLatin1Char('.')),
                            number(part * 100).rightJustified(3)) +
                   text;
        }
        write(stderr, "\r" + text.toUtf8() + "\x1b[K");
        std::fflush(stderr);
        m_isDirty = true;
    }

    /// Before anything else is written to the same terminal.
    void clear()
    {
        if (std::exchange(m_isDirty, false)) {
            write(stderr, "\r\x1b[K");
            std::fflush(stderr);
        }
    }

    double speed(qint64 lines) const
    {
        return double(lines) * 1000 / double(qMax<qint64>(1, m_running.elapsed()));
    }

private:
    bool m_isShown;
    bool m_isDirty = false;
    QElapsedTimer m_running;
    qint64 m_last = 0;
};

struct Tally
{
    qint64 lines = 0;
    qint64 refused = 0;
};

/// The event loop carries Ctrl+C here.
QCoro::Task<void> letTheLoopRun()
{
    OneShot<Result<void>> once;
    QTimer::singleShot(0, [once] { once.resolve({}); });
    co_await once;
}

TokenReport tooLongReport(qsizetype longest)
{
    TokenReport report;
    report.kind = QStringLiteral("unreadable");
    report.title = QStringLiteral("Line of more than %1 bytes, skipped").arg(longest);
    Finding finding;
    finding.code = QStringLiteral("jws.too_large");
    finding.severity = Finding::Error;
    finding.title = report.title;
    report.findings.append(finding);
    return report;
}

/// One line judged and put into words, ready to be printed.
struct Judged
{
    QByteArray out;
    bool isGood = true;
};

QByteArray lineFor(const Terminal& terminal, qint64 number, const TokenReport& report)
{
    if (!terminal.json())
        return shortLine(terminal, number, report).toUtf8() + '\n';
    QJsonObject object = toJson(report);
    object.insert(u"line", number);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// Lines that are judged side by side and told in their order. Bounded, so that memory stays as it is.
struct Batch
{
    QList<LineReader::Line> lines;
    qsizetype bytes = 0;

    bool isFull() const { return lines.size() >= kMostLines || bytes >= kMostBytes; }

    /// Lines without a word in them are left out.
    void add(LineReader::Line& line)
    {
        if (!line.isTooLong && line.text.trimmed().isEmpty())
            return;
        bytes += line.text.size();
        lines.append(std::move(line));
    }
};

/// Takes what is there, up to a full batch. A pipe that waits ends it early: what came is told at once.
LineReader::Next fill(LineReader& reader, Batch& batch)
{
    LineReader::Line line;
    LineReader::Next next = LineReader::Next::Line;
    while (!batch.isFull() && (next = reader.next(line)) == LineReader::Next::Line)
        batch.add(line);
    return next;
}

void sum(const Terminal& terminal, const Tally& tally, const ProgressBar& bar, bool isStopped)
{
    terminal.say(QStringLiteral("%1%2 lines, %3 refused, %4 lines a second.")
                     .arg(isStopped ? QStringLiteral("Stopped after ") : QString(),
                          number(double(tally.lines)), number(double(tally.refused)),
                          number(bar.speed(tally.lines))));
}

} // namespace

TokenReport fullReport(QByteArrayView text, TimePoint at, const InspectionKeys& keys,
                       const InspectionExpectations& expectations)
{
    TokenReport report = inspectToken(text, at);
    if (keys.secret)
        report = verifyReport(std::move(report), *keys.secret, keys.source);
    else if (keys.set)
        report = verifyReport(std::move(report), *keys.set, keys.source);
    if (expectations.clientId.isEmpty() || !report.jws || keys.source.isEmpty())
        return checkExpectations(std::move(report), expectations);
    // With a client and keys every rule of a sign-in can be asked; another audience is a question of its own.
    report = validateAsIdToken(std::move(report), keys.set.value_or(JwkSet()),
                               keys.secret.value_or(SecretString()), expectations);
    InspectionExpectations rest;
    rest.audience = expectations.audience;
    return checkExpectations(std::move(report), rest);
}

QCoro::Task<int> inspectLines(ContextPtr context, TimePoint at, InspectionKeys keys,
                              InspectionExpectations expectations)
{
    auto reader = LineReader::open(context->arguments.value(0, QStringLiteral("-")), kMaxInspectedBytes);
    if (!reader)
        co_return fail(context->terminal, reader.error());
    QThreadPool pool;
    pool.setStackSize(kStackBytes);
    pool.setMaxThreadCount(qBound(1, QThread::idealThreadCount(), kMostThreads));
    const auto judge = [&](const LineReader::Line& line) {
        const TokenReport report = line.isTooLong ? tooLongReport(kMaxInspectedBytes)
                                                  : fullReport(line.text, at, keys, expectations);
        return Judged{lineFor(context->terminal, line.number, report), isGood(report)};
    };
    // Bar and lines on one terminal would write over each other.
    ProgressBar bar(!context->terminal.quiet() && !Terminal::isOutATerminal());
    Tally tally;
    QElapsedTimer turn;
    turn.start();
    for (auto next = LineReader::Next::Line; next != LineReader::Next::End;) {
        Batch batch;
        next = fill(*reader, batch);
        for (const Judged& judged : QtConcurrent::blockingMapped<QList<Judged>>(&pool, batch.lines, judge)) {
            tally.lines += 1;
            tally.refused += judged.isGood ? 0 : 1;
            write(stdout, judged.out);
        }
        const bool isWaiting = next == LineReader::Next::Wait;
        if (isWaiting)
            std::fflush(stdout);
        else if (turn.elapsed() < kTurn)
            continue;
        bar.show(*reader, tally.lines);
        co_await letTheLoopRun();
        turn.start();
        if (context->stop.stop_requested())
            break;
    }
    std::fflush(stdout);
    bar.clear();
    const bool isStopped = context->stop.stop_requested();
    sum(context->terminal, tally, bar, isStopped);
    if (isStopped)
        co_return kCancelled;
    if (reader->hasFailed())
        co_return fail(context->terminal,
                       Error{ErrorKind::Configuration,
                             QStringLiteral("file.unreadable"),
                             QStringLiteral("reading broke off after line %1").arg(reader->linesRead()),
                             {}});
    co_return tally.refused > 0 ? kRefused : kDone;
}

} // namespace tessera::cli
