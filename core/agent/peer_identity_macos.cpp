// macOS: getpeereid and LOCAL_PEERPID on the socket, libproc for the process. Written after the system's
// manual pages; it has been neither compiled nor run on a Mac.
#include "core/agent/peer_identity.h"

#include <QtGlobal>

#ifdef Q_OS_MACOS

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <libproc.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tessera {
namespace {

ProgramFile fileOf(const struct stat& status, const QByteArray& path)
{
    return {QFile::decodeName(path), quint64(status.st_dev), quint64(status.st_ino), qint64(status.st_size),
            qint64(status.st_mtimespec.tv_sec) * 1'000'000'000 + status.st_mtimespec.tv_nsec};
}

} // namespace

qint64 ownUser()
{
    return geteuid();
}

Result<PeerCredentials> peerCredentials(qintptr socket)
{
    uid_t uid = 0;
    gid_t gid = 0;
    pid_t pid = 0;
    socklen_t size = sizeof pid;
    if (getpeereid(int(socket), &uid, &gid) != 0 ||
        getsockopt(int(socket), SOL_LOCAL, LOCAL_PEERPID, &pid, &size) != 0)
        return failure(ErrorKind::Untrusted, u"agent.peer", QString::fromLocal8Bit(strerror(errno)));
    return PeerCredentials{qint64(uid), qint64(pid)};
}

Result<ProcessIdentity> processIdentity(qint64 pid)
{
    proc_bsdinfo info{};
    std::array<char, PROC_PIDPATHINFO_MAXSIZE> path{};
    const bool known = proc_pidinfo(int(pid), PROC_PIDTBSDINFO, 0, &info, sizeof info) == int(sizeof info) &&
                       proc_pidpath(int(pid), path.data(), uint32_t(path.size())) > 0;
    struct stat status = {};
    if (!known || stat(path.data(), &status) != 0)
        return failure(
            ErrorKind::Untrusted, u"agent.peer",
            QStringLiteral("process %1: %2").arg(pid).arg(QString::fromLocal8Bit(strerror(errno))));
    ProcessIdentity process;
    process.pid = pid;
    process.parent = info.pbi_ppid;
    process.hasTerminal = info.e_tdev != uint32_t(-1);
    process.startTime = info.pbi_start_tvsec * 1'000'000 + info.pbi_start_tvusec;
    process.program = fileOf(status, path.data());
    process.pathIsTrue = true;
    return process;
}

Result<ProgramFile> programFile(const QString& path)
{
    struct stat status = {};
    const QByteArray name = QFile::encodeName(path);
    if (stat(name.constData(), &status) != 0)
        return failure(ErrorKind::Configuration, u"agent.program",
                       QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(strerror(errno))));
    return fileOf(status, name);
}

} // namespace tessera

#endif
