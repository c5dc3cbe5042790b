// Who is at the other end of a local socket, from the kernel's knowledge and never from a message: user,
// process, start time, program file (A253, A264, A265). One interface; each system has a file of its own.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace tessera {

/// What the socket itself tells.
struct PeerCredentials
{
    qint64 uid = -1;
    qint64 pid = 0; ///< 0: the kernel does not know (another process namespace)

    friend bool operator==(const PeerCredentials&, const PeerCredentials&) = default;
};

/// A program's file as it was when its process was looked at: a new version at the same path is another one.
struct ProgramFile
{
    QString path; ///< as the kernel has it; may hold anything a path may hold
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds since 1970

    friend bool operator==(const ProgramFile&, const ProgramFile&) = default;
};

struct ProcessIdentity
{
    qint64 pid = 0;
    quint64 startTime = 0; ///< in the system's own unit; with the pid it names one process for ever (A265)
    qint64 parent = 0;
    bool hasTerminal = false;
    ProgramFile program;
    /// Its files are our files, and the program's file is still there under its path. Otherwise the path may
    /// name anything (a container, a program replaced while it runs) and nothing is remembered for it.
    bool pathIsTrue = false;

    friend bool operator==(const ProcessIdentity&, const ProcessIdentity&) = default;
};

struct PeerIdentity
{
    qint64 uid = -1;
    ProcessIdentity process;
    /// The process that started it, for showing, and for our own command line: unset if it is gone.
    std::optional<ProcessIdentity> startedBy;
};

/// Our own user, as in PeerCredentials.
qint64 ownUser();
/// This process, for the log: what is done here by its person or by itself. User, process and program only.
PeerIdentity ownIdentity();

/// Of the other end of this connected socket. Errors (Untrusted): agent.peer (detail: cause).
Result<PeerCredentials> peerCredentials(qintptr socket);

/// Errors (Untrusted): agent.peer (no such process any more, not ours to look at; detail: pid and cause).
Result<ProcessIdentity> processIdentity(qint64 pid);

/// Process and starter together.
Result<PeerIdentity> peerIdentity(const PeerCredentials& credentials);

/// The same process still runs the same program (A265, A267).
bool isSameProcess(const ProcessIdentity& before);

/// Errors (Configuration): agent.program (no file of that path; detail: path and cause).
Result<ProgramFile> programFile(const QString& path);

} // namespace tessera
