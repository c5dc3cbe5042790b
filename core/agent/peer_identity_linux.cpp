// Linux: SO_PEERCRED on the socket, /proc for the process.
#include "core/agent/peer_identity.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tessera {
namespace {

tl::unexpected<Error> peerFailure(qint64 pid, const QString& what, int cause)
{
    return failure(
        ErrorKind::Untrusted, u"agent.peer",
        QStringLiteral("process %1: %2: %3").arg(pid).arg(what, QString::fromLocal8Bit(strerror(cause))));
}

QByteArray procPath(qint64 pid, const char* name)
{
    return "/proc/" + QByteArray::number(pid) + '/' + name;
}

QByteArray linkTarget(const QByteArray& link)
{
    std::array<char, 4096> target{};
    const ssize_t length = readlink(link.constData(), target.data(), target.size());
    // One that fills the room may have been cut: it is not used.
    if (length <= 0 || size_t(length) == target.size())
        return {};
    return {target.data(), qsizetype(length)};
}

ProgramFile fileOf(const struct stat& status, const QByteArray& path)
{
    return {QFile::decodeName(path), quint64(status.st_dev), quint64(status.st_ino), qint64(status.st_size),
            qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

/// Fields of /proc/PID/stat after the name, which may itself hold spaces and brackets: from its last one on.
QByteArrayList statFields(qint64 pid)
{
    QFile file(QFile::decodeName(procPath(pid, "stat")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.read(4096);
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

} // namespace

qint64 ownUser()
{
    return geteuid();
}

Result<PeerCredentials> peerCredentials(qintptr socket)
{
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (getsockopt(int(socket), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return failure(ErrorKind::Untrusted, u"agent.peer", QString::fromLocal8Bit(strerror(errno)));
    return PeerCredentials{qint64(credentials.uid), qint64(credentials.pid)};
}

Result<ProcessIdentity> processIdentity(qint64 pid)
{
    // proc(5): state, parent, group, session, terminal stand first after the name, the start time is 20th.
    constexpr int kParent = 1;
    constexpr int kTerminal = 4;
    constexpr int kStart = 19;
    const QByteArrayList fields = statFields(pid);
    if (fields.size() <= kStart)
        return peerFailure(pid, QStringLiteral("it is gone"), ESRCH);
    ProcessIdentity process;
    process.pid = pid;
    process.parent = fields[kParent].toLongLong();
    process.hasTerminal = fields[kTerminal].toLongLong() != 0;
    process.startTime = fields[kStart].toULongLong();
    const QByteArray path = linkTarget(procPath(pid, "exe"));
    struct stat status = {};
    if (path.isEmpty() || stat(procPath(pid, "exe").constData(), &status) != 0)
        return peerFailure(pid, QStringLiteral("its program cannot be read"), errno);
    process.program = fileOf(status, path);
    struct stat named = {};
    const bool isThere =
        stat(path.constData(), &named) == 0 && named.st_ino == status.st_ino && named.st_dev == status.st_dev;
    const QByteArray ours = linkTarget("/proc/self/ns/mnt");
    process.pathIsTrue = isThere && !ours.isEmpty() && ours == linkTarget(procPath(pid, "ns/mnt"));
    return process;
}

Result<ProgramFile> programFile(const QString& path)
{
    struct stat status = {};
    const QByteArray name = QFile::encodeName(path);
    if (stat(name.constData(), &status) != 0)
        return failure(ErrorKind::Configuration, u"agent.program",
                       QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(strerror(errno))));
    if (!S_ISREG(status.st_mode))
        return failure(ErrorKind::Configuration, u"agent.program",
                       QStringLiteral("%1: no plain file").arg(path));
    return fileOf(status, name);
}

} // namespace tessera

#endif
