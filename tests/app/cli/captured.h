// What a command prints, kept instead of shown.
#pragma once

#include <QByteArray>
#include <QTemporaryFile>

#include <cstdio>
#include <unistd.h>

namespace tessera::test {

/// What goes to a stream of this process while it lives goes to a file.
class Captured
{
public:
    explicit Captured(FILE* stream) : m_stream(stream), m_saved(dup(fileno(stream)))
    {
        std::fflush(m_stream);
        if (!m_file.open() || dup2(m_file.handle(), fileno(m_stream)) < 0)
            qFatal("cannot capture a stream");
    }
    ~Captured()
    {
        restore();
        close(m_saved);
    }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    QByteArray text()
    {
        restore();
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    void restore()
    {
        std::fflush(m_stream);
        dup2(m_saved, fileno(m_stream));
    }

    FILE* m_stream;
    int m_saved;
    QTemporaryFile m_file;
};

} // namespace tessera::test
