// A file or standard input, line by line in constant memory: a line that is too long is told and skipped, not
// kept.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFile>

#include <memory>
#include <optional>

namespace tessera::cli {

class LineReader
{
public:
    struct Line
    {
        qint64 number = 0; ///< from 1
        QByteArray text;   ///< without its line break; empty if it is too long
        bool isTooLong = false;
    };
    enum class Next { Line, Wait, End };

    /// "-" is standard input. Error (Configuration): file.unreadable.
    static Result<LineReader> open(const QString& path, qsizetype longest);

    /// Wait: nothing has come for a moment (of a pipe); ask again.
    Next next(Line& line);

    qint64 linesRead() const { return m_number; }
    qint64 bytesRead() const { return m_bytesRead; }
    /// 0 where it cannot be known (a pipe).
    qint64 size() const { return m_size; }
    /// Reading broke off; nothing after it was seen.
    bool hasFailed() const { return m_hasFailed; }

private:
    explicit LineReader(std::unique_ptr<QFile> file, qsizetype longest);
    bool take(Line& line);
    void append(QByteArrayView bytes);
    Next finish(Line& line);
    void emitLine(Line& line);
    bool isReady() const;

    std::unique_ptr<QFile> m_file;
    qsizetype m_longest;
    qint64 m_size = 0;
    qint64 m_bytesRead = 0;
    qint64 m_number = 0;
    QByteArray m_chunk;
    qsizetype m_at = 0;
    QByteArray m_line;
    bool m_isTooLong = false;
    bool m_hasFailed = false;
    bool m_isEnd = false;
};

} // namespace tessera::cli
