#include "app/cli/commands/line_reader.h"

#include <QFileInfo>

#include <cstdio>
#ifndef Q_OS_WIN
#include <cerrno>
#include <poll.h>
#include <unistd.h>
#endif

namespace tessera::cli {
namespace {

constexpr qsizetype kChunk = 64 * 1024;
constexpr int kMoment = 50; // milliseconds

/// As much as is there: QFile would wait until all of `most` has come through a pipe.
qint64 readSome(QFile& file, char* data, qint64 most)
{
#ifdef Q_OS_WIN
    return file.read(data, most);
#else
    ssize_t got = -1;
    do
        got = ::read(file.handle(), data, static_cast<size_t>(most));
    while (got < 0 && errno == EINTR);
    return got;
#endif
}

} // namespace

LineReader::LineReader(std::unique_ptr<QFile> file, qsizetype longest)
    : m_file(std::move(file)), m_longest(longest), m_chunk(kChunk, '\0')
{
    m_size = m_file->isSequential() ? 0 : m_file->size();
    m_chunk.resize(0);
}

Result<LineReader> LineReader::open(const QString& path, qsizetype longest)
{
    auto file = std::make_unique<QFile>(path);
    const bool isInput = path == QLatin1String("-");
    const bool isFolder = !isInput && QFileInfo(path).isDir();
    const QIODevice::OpenMode mode = QIODevice::ReadOnly | QIODevice::Unbuffered;
    if (isFolder || !(isInput ? file->open(fileno(stdin), mode) : file->open(mode)))
        return failure(ErrorKind::Configuration, u"file.unreadable",
                       QStringLiteral("%1: %2").arg(path, isFolder ? QStringLiteral("it is a folder")
                                                                   : file->errorString()));
    return LineReader(std::move(file), longest);
}

/// A pipe that is silent must not keep Ctrl+C from being seen.
bool LineReader::isReady() const
{
#ifdef Q_OS_WIN
    return true;
#else
    pollfd wanted{m_file->handle(), POLLIN, 0};
    const int ready = poll(&wanted, 1, kMoment);
    return ready > 0 || (ready < 0 && errno != EINTR); // what else is wrong, reading tells
#endif
}

void LineReader::append(QByteArrayView bytes)
{
    if (!m_isTooLong && m_line.size() + bytes.size() <= m_longest) {
        m_line.append(bytes);
        return;
    }
    m_isTooLong = true;
    m_line.clear();
}

void LineReader::emitLine(Line& line)
{
    if (m_line.endsWith('\r'))
        m_line.chop(1);
    line = {++m_number, std::exchange(m_line, {}), std::exchange(m_isTooLong, false)};
}

/// What the chunk holds of the next line; true once the line is whole.
bool LineReader::take(Line& line)
{
    const QByteArrayView rest = QByteArrayView(m_chunk).sliced(m_at);
    const qsizetype end = rest.indexOf('\n');
    append(end < 0 ? rest : rest.first(end));
    m_at += end < 0 ? rest.size() : end + 1;
    if (end < 0)
        return false;
    emitLine(line);
    return true;
}

/// The last line may lack its line break.
LineReader::Next LineReader::finish(Line& line)
{
    m_isEnd = true;
    if (m_line.isEmpty() && !m_isTooLong)
        return Next::End;
    emitLine(line);
    return Next::Line;
}

LineReader::Next LineReader::next(Line& line)
{
    while (!m_isEnd) {
        if (m_at < m_chunk.size() && take(line))
            return Next::Line;
        if (m_at < m_chunk.size())
            continue;
        if (m_size == 0 && !isReady())
            return Next::Wait;
        m_chunk.resize(kChunk);
        const qint64 got = readSome(*m_file, m_chunk.data(), kChunk);
        m_chunk.resize(qMax<qint64>(0, got));
        m_at = 0;
        m_bytesRead += m_chunk.size();
        m_hasFailed = got < 0;
        if (got <= 0)
            return finish(line);
    }
    return Next::End;
}

} // namespace tessera::cli
