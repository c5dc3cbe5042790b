#include "tests/support/flood_server.h"

#include <QFile>

#include <malloc.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>

namespace tessera::test {
namespace {

/// Of a forked process with threads elsewhere only plain system calls may be made: no Qt below here.
bool sendAll(int peer, const char* data, qsizetype size)
{
    while (size > 0) {
        const ssize_t sent = send(peer, data, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        data += sent;
        size -= sent;
    }
    return true;
}

void serve(int peer, const Flood& flood)
{
    char request[4096];
    if (recv(peer, request, sizeof request, 0) <= 0 ||
        !sendAll(peer, flood.head.constData(), flood.head.size()))
        return;
    for (qint64 sent = flood.head.size(); !flood.drip.isEmpty() && sent < flood.mostBytes;
         sent += flood.drip.size())
        if (!sendAll(peer, flood.drip.constData(), flood.drip.size()))
            return;
}

[[noreturn]] void run(int listener, const Flood& flood)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        const int peer = accept(listener, nullptr, nullptr);
        if (peer < 0)
            _exit(0);
        serve(peer, flood);
        shutdown(peer, SHUT_WR);
        close(peer);
    }
}

qint64 statusKiB(const char* name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/status");
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines)
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong();
    qFatal("no %s", name);
}

qint64 processorMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

FloodServer::FloodServer(Flood flood)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (listener < 0 || bind(listener, any, size) != 0 || listen(listener, 8) != 0 ||
        getsockname(listener, any, &size) != 0)
        qFatal("the flood cannot listen");
    m_port = ntohs(address.sin_port);
    m_process = fork();
    if (m_process == 0)
        run(listener, flood);
    close(listener);
}

FloodServer::~FloodServer()
{
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
}

QUrl FloodServer::url(const QString& path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

Spent::Spent()
{
    malloc_trim(0); // memory that was freed earlier would hide what is taken now
    QFile peak(QStringLiteral("/proc/self/clear_refs"));
    if (!peak.open(QIODevice::WriteOnly) || peak.write("5") != 1)
        qFatal("cannot reset the peak of memory");
    peak.close();
    m_memory = statusKiB("VmRSS");
    m_started = processorMilliseconds();
}

qint64 Spent::milliseconds() const
{
    return processorMilliseconds() - m_started;
}

qint64 Spent::peakBytes() const
{
    return (statusKiB("VmHWM") - m_memory) * 1024;
}

} // namespace tessera::test
