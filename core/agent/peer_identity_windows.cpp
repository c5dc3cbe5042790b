// Windows: the process at the other end of a named pipe and the user its token belongs to. Written after the
// system's documentation; it has been neither compiled nor run on Windows, and the agent does not listen
// there yet (private_directory.cpp says so).
#include "core/agent/peer_identity.h"

#include <QtGlobal>

#ifdef Q_OS_WIN

#include <QDir>
#include <QFileInfo>

#include <memory>

#include <windows.h>

#include <sddl.h>

namespace tessera {
namespace {

struct CloseHandleLater
{
    void operator()(void* handle) const { CloseHandle(handle); }
};
using Handle = std::unique_ptr<void, CloseHandleLater>;

tl::unexpected<Error> peerFailure(const char* what)
{
    return failure(ErrorKind::Untrusted, u"agent.peer",
                   QStringLiteral("%1: error %2").arg(QLatin1String(what)).arg(GetLastError()));
}

/// There are no numbers for users: 1 is ours, 0 is somebody else's.
qint64 userOf(HANDLE process)
{
    const auto sid = [](HANDLE of) -> QByteArray {
        HANDLE raw = nullptr;
        if (!OpenProcessToken(of, TOKEN_QUERY, &raw))
            return {};
        const Handle token(raw);
        DWORD size = 0;
        GetTokenInformation(token.get(), TokenUser, nullptr, 0, &size);
        QByteArray buffer(qsizetype(size), Qt::Uninitialized);
        if (!GetTokenInformation(token.get(), TokenUser, buffer.data(), size, &size))
            return {};
        PSID user = reinterpret_cast<TOKEN_USER*>(buffer.data())->User.Sid;
        return {static_cast<const char*>(user), qsizetype(GetLengthSid(user))};
    };
    const QByteArray theirs = sid(process);
    return !theirs.isEmpty() && theirs == sid(GetCurrentProcess()) ? 1 : 0;
}

} // namespace

qint64 ownUser()
{
    return 1;
}

Result<PeerCredentials> peerCredentials(qintptr pipe)
{
    ULONG pid = 0;
    if (!GetNamedPipeClientProcessId(reinterpret_cast<HANDLE>(pipe), &pid))
        return peerFailure("GetNamedPipeClientProcessId");
    const Handle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid));
    if (!process)
        return peerFailure("OpenProcess");
    return PeerCredentials{userOf(process.get()), qint64(pid)};
}

Result<ProgramFile> programFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return failure(ErrorKind::Configuration, u"agent.program",
                       QStringLiteral("%1: no plain file").arg(path));
    ProgramFile file;
    file.path = path;
    file.size = info.size();
    file.modified = info.lastModified().toMSecsSinceEpoch() * 1'000'000;
    return file;
}

Result<ProcessIdentity> processIdentity(qint64 pid)
{
    const Handle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, DWORD(pid)));
    if (!process)
        return peerFailure("OpenProcess");
    FILETIME created{};
    FILETIME ended{};
    FILETIME kernel{};
    FILETIME user{};
    wchar_t path[32768];
    DWORD length = DWORD(std::size(path));
    if (!GetProcessTimes(process.get(), &created, &ended, &kernel, &user) ||
        !QueryFullProcessImageNameW(process.get(), 0, path, &length))
        return peerFailure("the process cannot be read");
    auto file = programFile(QDir::fromNativeSeparators(QString::fromWCharArray(path, int(length))));
    if (!file)
        return failure(file.error());
    ProcessIdentity identity;
    identity.pid = pid;
    identity.startTime = quint64(created.dwHighDateTime) << 32 | created.dwLowDateTime;
    identity.program = *std::move(file);
    identity.pathIsTrue = true;
    return identity; // parent unknown: the system remembers only a number that may be somebody else's by now
}

} // namespace tessera

#endif
