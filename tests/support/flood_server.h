// A server that floods, in a process of its own: so that memory and processor time of the test process are
// the client's alone. Linux only.
#pragma once

#include <QByteArray>
#include <QUrl>

#include <sys/types.h>

namespace tessera::test {

/// Sent to everybody who connects, once a request has come: the head, then the drip again and again until the
/// peer goes or so many bytes are out.
struct Flood
{
    QByteArray head;
    QByteArray drip;
    qint64 mostBytes = qint64(1) << 40;
};

class FloodServer final
{
public:
    explicit FloodServer(Flood flood);
    ~FloodServer();
    FloodServer(const FloodServer&) = delete;
    FloodServer& operator=(const FloodServer&) = delete;

    QUrl url(const QString& path = QStringLiteral("/")) const;

private:
    pid_t m_process = -1;
    quint16 m_port = 0;
};

/// What this process has used since it was made: processor seconds of all threads, and how far its memory
/// rose above where it was.
class Spent final
{
public:
    Spent();
    qint64 milliseconds() const;
    qint64 peakBytes() const;

private:
    qint64 m_started = 0;
    qint64 m_memory = 0;
};

} // namespace tessera::test
